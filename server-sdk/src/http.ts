/** One request, and what came back as an envelope or as a ServiceError. */

import { errorOfName, ServiceError } from "./service-error";

export interface Envelope {
  readonly data?: unknown;
  readonly cursor?: unknown;
}

export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | Blob;
  readonly signal?: AbortSignal;
}

export async function send(fetchIt: typeof fetch, call: HttpCall): Promise<Envelope> {
  return answered(call, async (init) => {
    const response = await fetchIt(call.url, init);
    return envelopeOf(response, await response.text());
  });
}

/** A call whose answer is a file: resolves when its head is here. */
export async function sendForFile(fetchIt: typeof fetch, call: HttpCall): Promise<Response> {
  return answered(call, async (init) => {
    const response = await fetchIt(call.url, init);
    if (!response.ok) envelopeOf(response, await response.text());
    return response;
  });
}

async function answered<T>({ url: _, ...init }: HttpCall, ask: (init: RequestInit) => Promise<T>): Promise<T> {
  try {
    return await ask(init);
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause;
    if (init.signal?.aborted) throw new ServiceError(abortName(init.signal), "the call was given up");
    throw new ServiceError("ServerNotReachable", cause instanceof Error ? cause.message : undefined);
  }
}

/** What ends a wait is either the clock or the caller. */
function abortName({ reason }: AbortSignal): "ServerTimeOut" | "UserCancel" {
  return reason instanceof Error && reason.name === "TimeoutError" ? "ServerTimeOut" : "UserCancel";
}

/** What stands in between answers without an envelope; its HTTP status tells whether trying again helps. */
function envelopeOf(response: Response, text: string): Envelope {
  const retryAfterMs = secondsAfter(response.headers.get("retry-after"));
  const envelope = parsed(text);
  if (typeof envelope?.code !== "number") {
    const { status } = response;
    const name = status === 429 ? "ServerTooManyRequest" : status >= 500 ? "ServerBusy" : "ServerResponseInvalid";
    throw new ServiceError(name, `HTTP ${status}`, { retryAfterMs });
  }
  const { code, message, error } = envelope;
  if (code === 200) return envelope;
  throw new ServiceError(errorOfName(error?.name), typeof message === "string" ? message : undefined, {
    code,
    retryAfterMs,
  });
}

interface Answer extends Envelope {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly error?: { readonly name?: unknown };
}

function parsed(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function secondsAfter(header: string | null): number | null {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1000 : null;
}

/** A path, which may have a query already, with these parameters. */
export function withQuery(path: string, query: Readonly<Record<string, unknown>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of [value].flat()) if (item !== undefined) search.append(name, String(item));
  }
  return search.size === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}${search}`;
}
