import { expect } from "vitest";
import type { FileUpload } from "../../../client/src/floo/index.ts";
import type { Cases, Stage } from "./stage.ts";

const sys = ({ ann }: Stage) => ann.im.sysManage;

const KIND = { file: 100, image: 102 };
const TO_USER = 1;

/** One pixel. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const pixel = () => new Blob([Buffer.from(PNG, "base64")], { type: "image/png" });

const bytes = (size: number) => new Blob([new Uint8Array(size).fill(7)], { type: "application/octet-stream" });

const offered = (offer: FileUpload) => {
  expect(offer.upload_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/file\//);
  expect(offer.download_url).toMatch(/^http/);
  expect(offer.oss_body_param).toBeTypeOf("object");
};

/** A file of ann's for bob. */
async function uploaded(stage: Stage, size = 4096): Promise<string> {
  const request = { file: bytes(size), fileType: "file", toType: "chat", chatType: "roster" } as const;
  return (await sys(stage).asyncFileUpload({ ...request, to_id: stage.bob.uid })).url;
}

/** sysManage: files, up and down. */
export const fileCases: Cases = {
  asyncGetUserAvatarUploadUrl: async (s) => offered(await sys(s).asyncGetUserAvatarUploadUrl({})),
  asyncGetGroupAvatarUploadUrl: async (s) => {
    offered(await sys(s).asyncGetGroupAvatarUploadUrl({ group_id: s.gid }));
    await expect(s.cat.im.sysManage.asyncGetGroupAvatarUploadUrl({ group_id: s.gid })).rejects.toMatchObject({
      code: expect.any(Number),
    });
  },
  asyncGetFileUploadChatFileUrl: async (s) => {
    const target = { file_type: KIND.image, to_type: TO_USER, to_id: s.bob.uid };
    offered(await sys(s).asyncGetFileUploadChatFileUrl(target));
    await expect(sys(s).asyncGetFileUploadChatFileUrl({ ...target, file_type: 7 })).rejects.toMatchObject({
      code: expect.any(Number),
    });
  },
  asyncFileUpload: async (s) => {
    const progress: { loaded: number; total: number }[] = [];
    const { url } = await sys(s).asyncFileUpload({
      file: bytes(4096),
      fileType: "file",
      toType: "chat",
      chatType: "roster",
      to_id: s.bob.uid,
      processCallback: (now) => progress.push(now),
    });
    expect(progress.at(-1)).toEqual({ loaded: 4096, total: 4096 });
    expect(url).toMatch(/file_sign=[^&]+$/);
    const content = s.scene.text();
    await s.ann.says(s.bob, content, { type: "file", attachment: { url, dName: "x", fLen: 4096 } });
    const got = await s.bob.hears("onRosterMessage", (message) => message.content === content);
    const there = await fetch(s.bob.im.sysManage.getChatFile({ url: String(got.attach?.["url"]) }));
    expect((await there.arrayBuffer()).byteLength).toBe(4096);
    const mine = await sys(s).asyncFileUpload({ file: pixel(), toType: "rosterAvatar" });
    expect(await s.ann.im.userManage.asyncUpdateAvatar({ avatar: mine.url })).toBe(true);
    const theirs = await sys(s).asyncFileUpload({ file: pixel(), toType: "groupAvatar", group_id: s.gid });
    expect(await s.ann.im.groupManage.asyncUpdateAvatar({ group_id: s.gid, value: theirs.url })).toBe(true);
    const noImage = sys(s).asyncFileUpload({ file: bytes(10), toType: "rosterAvatar" });
    await expect(noImage).rejects.toMatchObject({ code: 10015, message: expect.any(String) });
    // Forwarded to the group, the file gets an address that its members may read.
    expect(s.bob.im.sysManage.forwardMessage({ gid: s.gid, message: got })).toBeUndefined();
    const forwarded = await s.ann.hears("onGroupMessage", (message) => message.content === content);
    expect(forwarded.attach?.["url"]).not.toBe(url);
  },
  downloadAudio: async (s) => {
    const url = sys(s).getAudio({ url: await uploaded(s, 100) });
    expect((await sys(s).downloadAudio({ url, type: "roster" })).size).toBe(100);
  },
  downloadChatFile: async (s) => {
    const stored = await uploaded(s, 300);
    const url = s.bob.im.sysManage.getChatFile({ url: stored });
    expect((await s.bob.im.sysManage.downloadChatFile({ url })).size).toBe(300);
    const stranger = s.cat.im.sysManage.getChatFile({ url: stored });
    await expect(s.cat.im.sysManage.downloadChatFile({ url: stranger })).rejects.toBeTruthy();
  },
};
