/** Answers a download. What a row tells is answered from it, so that only bytes cost a call to R2. */

import type { Env } from "../../../durable-objects/env";
import { OrioleError } from "../../../protocol/errors";
import type { FileRow } from "../../store/files";
import { FILE_STATE } from "../../store/schema";
import { downloadHeaders } from "./download-headers";
import { isVideo } from "./kinds";
import { coverKey, objectKey } from "./objects";
import { askedRange, hasOneOf } from "./ranges";
import { fetched } from "./stored-object";
import { type Edges, thumbnail } from "./thumbnail";

export const IMAGE_TYPE = { original: 1, thumbnail: 2, cover: 3 } as const;

/** Which picture of a file is wanted. */
export interface Wish extends Edges {
  imageType: number;
}

export async function serveFile(env: Env, request: Request, file: FileRow, wish: Wish): Promise<Response> {
  if (file.state !== FILE_STATE.ready) throw new OrioleError("NotFound");
  if (wish.imageType === IMAGE_TYPE.cover) return serveCover(env, request, file);
  const small = wish.imageType === IMAGE_TYPE.thumbnail ? await thumbnail(env, request, file, wish) : null;
  return small ?? serveOriginal(env, request, file);
}

async function serveOriginal(env: Env, request: Request, file: FileRow): Promise<Response> {
  const { etag, size } = file;
  const headers = downloadHeaders(file);
  headers.set("accept-ranges", "bytes");
  if (hasOneOf(request.headers.get("if-none-match"), [etag])) return new Response(null, { status: 304, headers });
  const range = rangeOf(request, file);
  if (range === "unsatisfiable") return unsatisfiable(headers, size);
  headers.set("content-length", String(range?.length ?? size));
  if (range) headers.set("content-range", `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`);
  const status = range ? 206 : 200;
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const object = await fetched(() => env.FILES.get(objectKey(file.app, file.object), range ? { range } : {}));
  return new Response(object.body, { status, headers });
}

/** [FILE-9] The picture that came with a video. */
async function serveCover(env: Env, request: Request, { app, kind, object, cover, name }: FileRow): Promise<Response> {
  if (!isVideo(kind)) throw new OrioleError("InvalidFileObjectType", "only videos have a cover");
  if (!cover) throw new OrioleError("NotFound", "the video was uploaded without a cover");
  const picture = await fetched(() => env.FILES.get(coverKey(app, object)));
  const type = picture.httpMetadata?.contentType ?? "";
  const headers = downloadHeaders({ type, name, etag: picture.httpEtag });
  if (hasOneOf(request.headers.get("if-none-match"), [picture.httpEtag])) {
    await picture.body.cancel();
    return new Response(null, { status: 304, headers });
  }
  return new Response(picture.body, { headers });
}

/** A range of another version of the file is no use to the client: it gets the whole. */
function rangeOf(request: Request, { etag, size }: FileRow) {
  const condition = request.headers.get("if-range");
  if (condition !== null && condition !== etag) return null;
  return askedRange(request.headers.get("range"), size);
}

function unsatisfiable(headers: Headers, size: number): Response {
  headers.set("content-range", `bytes */${size}`);
  headers.delete("content-disposition");
  return new Response(null, { status: 416, headers });
}
