/** Errors of files. Those of a store that lost or refuses something are caused by rows that name what it does not have. */

import { offer, pattern, SHARED, signOf, upload } from "../files.ts";
import type { TestUser } from "../private-server.ts";
import { type Causes, get, post } from "./error-causes.ts";
import { field, type Stage } from "./stage.ts";

const BYTES = pattern(100);

/** R2 takes no name as long as this one. */
const REFUSED_NAME = "x".repeat(2_000);

/** A file that somebody sent to somebody. */
async function sent(stage: Stage): Promise<{ author: TestUser; sign: string }> {
  const author = await stage.user();
  return { author, sign: signOf(await upload(author, (await stage.user()).uid, { bytes: BYTES })) };
}

/** Changes a column of the rows of all files of a user. */
async function bend(stage: Stage, { uid }: TestUser, column: "object" | "upload_id", value: string): Promise<void> {
  await stage.server.database
    .prepare(`UPDATE files SET ${column} = ? WHERE app = ? AND uploader = ?`)
    .bind(value, stage.app.id, uid)
    .run();
}

const downloadOf = (object: string) => async (stage: Stage) => {
  const { author, sign } = await sent(stage);
  await bend(stage, author, "object", object);
  return get(author, "/file/download/chat", { file_sign: sign });
};

/** Begins an upload in parts and sends all of them. */
async function uploadInParts(stage: Stage): Promise<{ author: TestUser; upload_id: string }> {
  const author = await stage.user();
  const { upload_url } = await offer(author, (await stage.user()).uid);
  const ticket = new URL(upload_url).searchParams.get("ticket");
  const begun = await stage.done(author.api, "/file/upload/parts", { ticket, name: "a.bin", size: BYTES.length });
  const { upload_id } = begun as { upload_id: string };
  const part = new URLSearchParams({ upload_id, part: "1" });
  await author.api.fetchBare(`/file/upload/part?${part}`, { method: "PUT", body: BYTES });
  return { author, upload_id };
}

export const fileCauses: Causes = {
  NotFound: async (stage) => {
    const { author, sign } = await sent(stage);
    await stage.done(author.api, "/file/delete", { file_sign: sign });
    return get(author, "/file/download/chat", { file_sign: sign });
  },
  InvalidFileSign: async (stage) => get(await stage.user(), "/file/download/chat", { file_sign: "nonsense" }),
  InvalidFileObjectType: async (stage) =>
    get(await stage.user(), "/file/upload/chat", { file_type: 7, to_id: (await stage.user()).uid }),
  InvalidFileUploadToType: async (stage) =>
    get(await stage.user(), "/file/upload/chat", { file_type: 100, to_id: (await stage.user()).uid, to_type: 3 }),
  InvalidFileDownloadUrl: async (stage) => {
    const { owner, gid } = await stage.group();
    const file = { name: "a.bin", size: 1, url: "https://example.com/a.bin" };
    return post(owner, "/group/file/upload", { group_id: gid, ...file });
  },
  GroupSharedFileOperateNotAllowed: async (stage) => {
    const { owner, member, gid } = await stage.membership();
    const url = await upload(owner, gid, { bytes: BYTES }, SHARED);
    const shared = { group_id: gid, name: "a.bin", size: BYTES.length, url };
    const file_id = field(await stage.done(owner.api, "/group/file/upload", shared), "file_id");
    return post(member, "/group/file/update_name", { group_id: gid, file_id, name: "b.bin" });
  },
  ServerInvalidUploadUrl: async () => post(null, "/file/upload/parts", { ticket: "nonsense", name: "a.bin", size: 1 }),
  ServerFileUploadUnknownError: async (stage) => {
    const { author, upload_id } = await uploadInParts(stage);
    await bend(stage, author, "upload_id", "lost");
    return post(author, "/file/upload/complete", { upload_id });
  },
  ServerFileDownloadUnknownError: downloadOf(REFUSED_NAME),
  ServerFileDownloadFailure: downloadOf("lost"),
};
