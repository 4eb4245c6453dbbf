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

/** Of what makes thumbnails: those that an earlier one made wrongly are made again. The first turned pictures white. */
export const THUMBNAIL_EDITION = 2;

export function thumbnailKey(app: string, object: string, edge: number, edition = THUMBNAIL_EDITION): string {
  return `${app}/thumbnails/${object}/${edge}${edition === 1 ? "" : `.${edition}`}`;
}

/** All that was ever stored for a file. */
export function keysOf(app: string, object: string): string[] {
  const thumbnails = THUMBNAIL_EDGES.flatMap((edge) =>
    Array.from({ length: THUMBNAIL_EDITION }, (_, n) => thumbnailKey(app, object, edge, n + 1)),
  );
  return [objectKey(app, object), coverKey(app, object), ...thumbnails];
}
