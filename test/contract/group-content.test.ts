import { beforeAll, describe, expect, it } from "vitest";
import { bytesOf, FILE, offer, open, pattern, SHARED, upload } from "../support/files.ts";
import { closeDevicesAfterEach, countOf, found, heard, notices, online, users } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();

let app: TestApp;
let owner: TestUser;
let member: TestUser;
let stranger: TestUser;

beforeAll(async () => {
  app = await server.current.app("content");
  [owner, member, stranger] = await users(app, "owner", "member", "stranger");
});

describe("announcements", () => {
  it("are made, listed, found and withdrawn", async () => {
    const gid = await found(owner, [member]);
    const device = await online(server.current, member);
    const announce = async (title: string) =>
      (await owner.api.post("/group/announcement/edit", { group_id: gid, title, content: `${title}!` })).data as {
        id: number;
      };
    const first = await announce("first");
    expect(first).toMatchObject({ group_id: gid, author: owner.uid, title: "first", content: "first!" });
    expect(await heard(device, "ANNOUNCEMENT_UPDATED", gid)).toMatchObject({ from: owner.uid });
    const second = await announce("second");
    const list = async () => (await member.api.get("/group/announcement/list", { group_id: gid })).data;
    expect(await list()).toEqual([second, first]);
    expect((await member.api.get("/group/announcement/last", { group_id: gid })).data).toEqual(second);
    const one = { group_id: gid, announcement_id: first.id };
    expect((await member.api.get("/group/announcement", one)).data).toEqual(first);
    expect((await owner.api.call("DELETE", "/group/announcement/delete", one)).data).toEqual({});
    const told = () => notices(device, gid).filter(({ name }) => name === "ANNOUNCEMENT_UPDATED");
    await device.until(() => countOf(told()) === 3, "that one is withdrawn");
    expect(await list()).toEqual([second]);
    expect(await member.api.get("/group/announcement", one)).toMatchObject({ code: 20020 });
    expect(await owner.api.post("/group/announcement/delete", one)).toMatchObject({ code: 20020 });
    const third = await announce("third");
    expect(third.id).toBeGreaterThan(second.id);
  });

  it("are made by members only where they may modify the group, and read by members only", async () => {
    const gid = await found(owner, [member]);
    const body = { group_id: gid, title: "t", content: "c" };
    expect(await member.api.post("/group/announcement/edit", body)).toMatchObject({ code: 20021 });
    expect(await member.api.get("/group/announcement/last", { group_id: gid })).toMatchObject({ code: 20020 });
    expect(await stranger.api.get("/group/announcement/list", { group_id: gid })).toMatchObject({ code: 20011 });
    await owner.api.post("/group/settings/allow_member_modify", { group_id: gid, value: true });
    expect(await member.api.post("/group/announcement/edit", body)).toMatchObject({ code: 200 });
  });

  it("are withdrawn by who might make them, in their own group", async () => {
    const [gid, elsewhere] = [await found(owner, [member]), await found(owner, [member])];
    const announced = await owner.api.post("/group/announcement/edit", { group_id: gid, title: "t", content: "c" });
    const one = { group_id: gid, announcement_id: (announced.data as { id: number }).id };
    expect(await member.api.post("/group/announcement/delete", one)).toMatchObject({ code: 20021 });
    expect(await stranger.api.post("/group/announcement/delete", one)).toMatchObject({ code: 20011 });
    const other = { ...one, group_id: elsewhere };
    expect(await owner.api.post("/group/announcement/delete", other)).toMatchObject({ code: 20020 });
    expect((await member.api.get("/group/announcement", one)).data).toEqual(announced.data);
  });
});

describe("[FILE-11] shared files", () => {
  /** Uploads a file for the list and answers what a client then says of it. */
  async function file(by: TestUser, gid: number, name: string, kind = SHARED) {
    const bytes = pattern(12);
    return { group_id: gid, name, size: 12, type: "text/plain", url: await upload(by, gid, { bytes, name }, kind) };
  }

  it("are listed, renamed and taken off", async () => {
    const gid = await found(owner, [member]);
    const device = await online(server.current, owner);
    const uploaded = await file(member, gid, "a.txt");
    const { data } = await member.api.post("/group/file/upload", uploaded);
    const shared = data as { file_id: number };
    expect(shared).toMatchObject({ ...uploaded, uploader: member.uid });
    expect(await heard(device, "FILE_UPLOADED", gid)).toMatchObject({ from: member.uid });
    const one = { group_id: gid, file_id: shared.file_id };
    expect((await owner.api.get("/group/file", one)).data).toEqual(shared);
    expect((await owner.api.get("/group/file/list", { group_id: gid })).data).toEqual([shared]);
    const renamed = await member.api.call(
      "PUT",
      "/group/file/update_name",
      {},
      JSON.stringify({ ...one, name: "b.txt" }),
    );
    expect(renamed.data).toBe(true);
    const named = { ...shared, name: "b.txt", updated_at: expect.any(Number) };
    expect((await owner.api.get("/group/file", one)).data).toEqual(named);
    const told = { from: member.uid, content: JSON.stringify({ file_list: [shared.file_id] }) };
    expect(await heard(device, "FILE_UPDATED", gid)).toMatchObject(told);
    expect(await bytesOf(await open(owner, uploaded.url))).toEqual(pattern(12));
    expect(
      (await member.api.post("/group/file/delete", { group_id: gid, file_list: [shared.file_id, 999] })).data,
    ).toEqual([
      { file_id: shared.file_id, result: "success", reason: "" },
      { file_id: 999, result: "fail", reason: "no such shared file" },
    ]);
    expect(await owner.api.get("/group/file", one)).toMatchObject({ code: 20022 });
    expect(await heard(device, "FILE_DELETED", gid)).toMatchObject({ from: member.uid });
    expect((await open(owner, uploaded.url)).status).toBe(404);
  });

  it("are changed by who shared them and by who runs the group", async () => {
    const gid = await found(owner, [member]);
    const uploaded = await file(owner, gid, "owners.txt");
    const { data } = await owner.api.post("/group/file/upload", uploaded);
    const { file_id } = data as { file_id: number };
    expect(await member.api.post("/group/file/update_name", { group_id: gid, file_id, name: "x" })).toMatchObject({
      code: 20023,
    });
    const body = JSON.stringify({ group_id: gid, file_list: [file_id] });
    expect((await member.api.call("DELETE", "/group/file/delete", {}, body)).data).toMatchObject([
      { result: "fail", reason: "shared file action denied" },
    ]);
    expect((await open(member, uploaded.url)).status).toBe(200);
    expect(await stranger.api.post("/group/file/upload", uploaded)).toMatchObject({ code: 20011 });
    expect(await stranger.api.get("/group/file/list", { group_id: gid })).toMatchObject({ code: 20011 });
    expect(await member.api.post("/group/file/upload", { ...uploaded, size: -1 })).toMatchObject({ code: 10002 });
  });

  it("are files of this group that are there", async () => {
    const [gid, other] = [await found(owner, [member]), await found(owner, [member])];
    const elsewhere = await file(owner, other, "elsewhere.txt");
    const { download_url: pending } = await offer(owner, gid, SHARED);
    const forged = `${elsewhere.url.slice(0, -4)}AAAA`;
    for (const url of [elsewhere.url, pending, forged, "https://files/a.txt?x=1", "x"]) {
      const shared = { ...elsewhere, group_id: gid, url };
      expect(await owner.api.post("/group/file/upload", shared), url).toMatchObject({ code: 10017, data: null });
    }
    // What the client says of the size does not count.
    const own = await file(owner, gid, "own.txt");
    expect((await owner.api.post("/group/file/upload", { ...own, size: 5 })).data).toMatchObject({ size: 12 });
  });

  it("stay while they are listed twice, or shown by a message", async () => {
    const gid = await found(owner, [member]);
    const list = async (uploaded: Record<string, unknown>) =>
      ((await owner.api.post("/group/file/upload", uploaded)).data as { file_id: number }).file_id;
    const remove = (file_id: number) => owner.api.post("/group/file/delete", { group_id: gid, file_list: [file_id] });
    const twice = await file(owner, gid, "twice.txt");
    const [first, second] = [await list(twice), await list(twice)];
    const newestFirst = [{ file_id: second }, { file_id: first }];
    expect((await member.api.get("/group/file/list", { group_id: gid })).data).toMatchObject(newestFirst);
    await remove(first);
    expect((await open(member, twice.url)).status).toBe(200);
    await remove(second);
    expect((await open(member, twice.url)).status).toBe(404);
    const shown = await file(owner, gid, "shown.txt", FILE);
    await remove(await list(shown));
    expect((await open(member, shown.url)).status).toBe(200);
  });

  it("[FILE-13] end with the group, but for what its messages show", async () => {
    const gid = await found(owner, [member]);
    const [listed, shown] = [await file(owner, gid, "listed.txt"), await file(owner, gid, "shown.txt", FILE)];
    for (const each of [listed, shown]) await owner.api.post("/group/file/upload", each);
    expect(await owner.api.post("/group/destroy", { group_id: gid })).toMatchObject({ code: 200 });
    const byApp = await app.admin();
    expect((await byApp.fetchBare(String(listed.url))).status).toBe(404);
    expect((await byApp.fetchBare(String(shown.url))).status).toBe(200);
    // The bytes go when the next upload is asked for.
    const rows = () => server.current.database.prepare("SELECT id FROM files WHERE scope = ?").bind(`g:${gid}`).all();
    expect((await rows()).results).toHaveLength(2);
    await owner.api.get("/file/upload/avatar/user");
    expect((await rows()).results).toHaveLength(1);
  });
});
