/**
 * What deletes files. A row outlives its bytes: first it is out of service, then the bytes go, then the row. Whatever
 * was cut off on the way counts as abandoned, like an upload that was not completed in time, and is cleared away when
 * somebody of the app asks for the next upload URL.
 */

import type { Env } from "../../../durable-objects/env";
import { abandonedFiles, type FileRow, forgetFile, isObjectUsed, leaveFile } from "../../store/files";
import { keysOf, objectKey } from "./objects";

type Removable = Pick<FileRow, "id" | "object" | "uploadId">;

/** Cleared away at once: enough to keep ahead of what is left behind, little enough to go unnoticed. */
const SWEPT_AT_ONCE = 4;

export async function removeFile(env: Env, app: string, file: Removable): Promise<void> {
  if (await leaveFile(env.DB, app, file.id)) await clearAway(env, app, file);
}

export async function sweepAbandoned(env: Env, app: string, nowMs: number): Promise<void> {
  const abandoned = await abandonedFiles(env.DB, app, nowMs, SWEPT_AT_ONCE);
  await Promise.all(abandoned.map((file) => clearAway(env, app, file)));
}

/** The bytes stay while a file that was forwarded from this one, or that it was forwarded from, has them too. */
async function clearAway(env: Env, app: string, { id, object, uploadId }: Removable): Promise<void> {
  if (!(await isObjectUsed(env.DB, app, object))) {
    if (uploadId !== "") await giveUp(env.FILES, objectKey(app, object), uploadId);
    await env.FILES.delete(keysOf(app, object));
  }
  await forgetFile(env.DB, app, id);
}

async function giveUp(bucket: R2Bucket, key: string, uploadId: string): Promise<void> {
  try {
    await bucket.resumeMultipartUpload(key, uploadId).abort();
  } catch {
    // Completed or given up before: what is left of it is the object.
  }
}
