/** [FILE-9] Small pictures of large ones. Two sizes are kept; what lies between is made from the next larger one. */

import type { Env } from "../../../durable-objects/env";
import { logError } from "../../../durable-objects/log-event";
import type { FileRow } from "../../store/files";
import { downloadHeaders } from "./download-headers";
import { objectKey, THUMBNAIL_EDGES, THUMBNAIL_EDITION, thumbnailKey } from "./objects";
import { makesPictures, maxSourceBytes, type Picture, type Size, shrunk } from "./picture";
import { hasOneOf } from "./ranges";
import { askStore } from "./stored-object";

const [SMALL, LARGE] = THUMBNAIL_EDGES;

/** Edges of the box, px; where one is missing the other counts for both. */
export interface Edges {
  w?: number | undefined;
  h?: number | undefined;
}

export function boxOf({ w, h }: Edges): Size {
  const edge = (wanted: number) => Math.min(Math.max(1, Math.round(wanted)), LARGE);
  return { width: edge(w ?? h ?? SMALL), height: edge(h ?? w ?? SMALL) };
}

/** Null where the file itself is to be served: it is no picture, too large, or not decodable. */
export async function thumbnail(env: Env, request: Request, file: FileRow, edges: Edges): Promise<Response | null> {
  if (file.size > maxSourceBytes(file.type)) return null;
  const box = boxOf(edges);
  const etag = `"${file.object}-${box.width}x${box.height}.${THUMBNAIL_EDITION}"`;
  const known = hasOneOf(request.headers.get("if-none-match"), [etag]);
  if (known) return new Response(null, { status: 304, headers: downloadHeaders({ ...file, etag }) });
  const picture = await pictureFor(env, file, box);
  if (!picture) return null;
  const headers = downloadHeaders({ type: picture.type, name: "", etag });
  headers.set("content-length", String(picture.bytes.length));
  return new Response(request.method === "HEAD" ? null : picture.bytes, { headers });
}

async function pictureFor(env: Env, file: FileRow, box: Size): Promise<Picture | null> {
  const edge = Math.max(box.width, box.height) > SMALL ? LARGE : SMALL;
  const kept = await keptOrMade(env, file, edge);
  if (!kept || (box.width === edge && box.height === edge)) return kept;
  return shrunk(kept.bytes, box);
}

/** A picture that cannot be made is kept as an empty object: it is tried once. */
async function keptOrMade(env: Env, { app, object }: FileRow, edge: number): Promise<Picture | null> {
  const key = thumbnailKey(app, object, edge);
  const kept = await read(env, key);
  if (kept) return kept.bytes.length > 0 ? { bytes: kept.bytes, type: typeOf(kept.object) } : null;
  const source = makesPictures() && (await read(env, objectKey(app, object)));
  if (!source) return null;
  const picture = await shrunk(source.bytes, { width: edge, height: edge });
  await keep(env, key, picture);
  return picture;
}

/** One that cannot be kept is shown all the same, and made again by the next who asks. */
async function keep({ FILES }: Env, key: string, picture: Picture | null): Promise<void> {
  try {
    const contentType = picture?.type ?? "image/jpeg";
    await FILES.put(key, picture?.bytes ?? "", { httpMetadata: { contentType } });
  } catch (cause) {
    logError("files.store_failed", cause);
  }
}

async function read({ FILES }: Env, key: string): Promise<{ object: R2Object; bytes: Uint8Array<ArrayBuffer> } | null> {
  return askStore(async () => {
    const object = await FILES.get(key);
    return object && { object, bytes: new Uint8Array(await object.arrayBuffer()) };
  });
}

function typeOf({ httpMetadata }: R2Object): Picture["type"] {
  return httpMetadata?.contentType === "image/png" ? "image/png" : "image/jpeg";
}
