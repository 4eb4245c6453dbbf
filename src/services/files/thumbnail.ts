/** [FILE-9] Small pictures of large ones. Two sizes are kept; what lies between is made from the next larger one. */

import type { Env } from "../../../durable-objects/env";
import type { FileRow } from "../../store/files";
import { downloadHeaders } from "./download-headers";
import { objectKey, THUMBNAIL_EDGES, thumbnailKey } from "./objects";
import { type Picture, type Size, shrunk } from "./picture";
import { hasOneOf } from "./ranges";

const DECODABLE = ["image/jpeg", "image/png", "image/webp", "image/gif"];
/** Larger ones are not taken into memory. */
const MAX_SOURCE_BYTES = 8 * 1024 * 1024;

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
  if (!DECODABLE.includes(file.type) || file.size > MAX_SOURCE_BYTES) return null;
  const box = boxOf(edges);
  const etag = `"${file.object}-${box.width}x${box.height}"`;
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
  const kept = await env.FILES.get(key);
  if (kept) return kept.size > 0 ? { bytes: await kept.bytes(), type: typeOf(kept) } : null;
  const source = await env.FILES.get(objectKey(app, object));
  if (!source) return null;
  const picture = await shrunk(await source.bytes(), { width: edge, height: edge });
  const type = picture?.type ?? "image/jpeg";
  await env.FILES.put(key, picture?.bytes ?? "", { httpMetadata: { contentType: type } });
  return picture;
}

function typeOf({ httpMetadata }: R2Object): Picture["type"] {
  return httpMetadata?.contentType === "image/png" ? "image/png" : "image/jpeg";
}
