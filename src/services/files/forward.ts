/** The same bytes for somebody else: one more row, nothing is copied. */

import { OrioleError } from "../../../protocol/errors";
import type { Callers } from "../../operation";
import { forwardFile } from "../../store/files";
import { publicOrigin } from "../public-origin";
import { downloadUrl, newFileSign, readFileSign, signedFile } from "./file-sign";
import { forwardedKind, isAvatar } from "./kinds";
import { type Addressee, requireReader, writableScope } from "./rights";

/** [FILE-10] The URL under which those of the target read a file that the caller may read. */
export async function forward(caller: Callers["holder"], text: string, to: Addressee): Promise<string> {
  const { env, app, uid, request, nowMs } = caller;
  const file = await signedFile(env.DB, app, readFileSign(text));
  if (isAvatar(file.kind)) throw new OrioleError("InvalidFileObjectType", "avatars are not forwarded");
  await requireReader(caller, file);
  const kind = forwardedKind(file.kind);
  const scope = await writableScope(caller, kind, to);
  const sign = await newFileSign(app);
  const row = { app: app.id, ...sign, kind, scope, uploader: uid ?? 0, object: file.object, createdAt: nowMs };
  if (!(await forwardFile(env.DB, file, row))) throw new OrioleError("NotFound");
  return downloadUrl(publicOrigin(request), sign, kind);
}
