/** What a group's list of shared files has to do with the files themselves. */

import { OrioleError } from "../../../protocol/errors";
import { conversationKey } from "../../../protocol/ids";
import type { Callers } from "../../operation";
import { type FileRow, findFile } from "../../store/files";
import { FILE_STATE } from "../../store/schema";
import { isSealed, signInUrl } from "./file-sign";
import { isShared } from "./kinds";
import { removeFile } from "./removal";

/** [FILE-11] The file behind a URL, which has to be one that this group's members may read. */
export async function fileOfGroup(caller: Callers["holder"], gid: number, url: string): Promise<FileRow> {
  const file = await ownFile(caller, gid, url);
  if (file?.state !== FILE_STATE.ready) throw new OrioleError("InvalidFileDownloadUrl");
  return file;
}

/** Deletes what was uploaded for the list; what a message of the group shows as well stays. */
export async function removeUnlisted(caller: Callers["holder"], gid: number, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const file = await ownFile(caller, gid, url).catch(notOurs);
    if (file && isShared(file.kind)) await removeFile(caller.env, caller.app.id, file);
  }
}

async function ownFile({ env, app }: Callers["holder"], gid: number, url: string): Promise<FileRow | null> {
  const sign = signInUrl(url);
  const file = await findFile(env.DB, app.id, sign.id);
  const ours = file && isSealed(file, sign) && file.scope === conversationKey({ kind: "group", gid });
  return ours ? file : null;
}

/** Lists of an earlier time may hold any URL. */
function notOurs(error: unknown): null {
  if (error instanceof OrioleError) return null;
  throw error;
}
