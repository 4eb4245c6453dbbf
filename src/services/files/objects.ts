/** Names of objects in R2. All begin with the app. */

/** The bytes of a file. */
export function objectKey(app: string, object: string): string {
  return `${app}/files/${object}`;
}

/** The picture that was uploaded with a video. */
export function coverKey(app: string, object: string): string {
  return `${app}/covers/${object}`;
}

/** Longer edges of the pictures that are kept of a picture, px. */
export const THUMBNAIL_EDGES = [320, 1024] as const;

export function thumbnailKey(app: string, object: string, edge: number): string {
  return `${app}/thumbnails/${object}/${edge}`;
}

/** All that was ever stored for a file. */
export function keysOf(app: string, object: string): string[] {
  const thumbnails = THUMBNAIL_EDGES.map((edge) => thumbnailKey(app, object, edge));
  return [objectKey(app, object), coverKey(app, object), ...thumbnails];
}
