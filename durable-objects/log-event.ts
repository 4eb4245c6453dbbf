/** One object an event, `area.what_happened`, with ids and never bodies or tokens. */
export function logEvent(event: string, fields: Record<string, unknown> = {}): void {
  console.log(JSON.stringify({ event, ...fields }));
}

/** Logs an error whole: its stack belongs here and nowhere else. */
export function logError(event: string, error: unknown, fields: Record<string, unknown> = {}): void {
  const detail = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
  console.error(JSON.stringify({ event, ...fields, ...detail }));
}
