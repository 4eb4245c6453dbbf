/** Names of objects in R2. All begin with the app. */

/** The bytes of a file. */
export function objectKey(app: string, object: string): string {
  return `${app}/files/${object}`;
}

/** The picture that was uploaded with a video. */
export function coverKey(app: string, object: string): string {
  return `${app}/covers/${object}`;
}

/** All that was ever stored for a file. */
export function keysOf(app: string, object: string): string[] {
  return [objectKey(app, object), coverKey(app, object)];
}
