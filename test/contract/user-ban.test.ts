/** docs/moderation.md, [BAN-1] to [BAN-4]: users who may send nothing in the whole app. */

import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../support/api.ts";
import { closeDevicesAfterEach, found, online, say } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();

const BANNED = 10030;
const USER_BANNED = 11;

let app: TestApp;
let admin: Api;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  app = await server.current.app("bans");
  admin = await app.admin();
  [alice, bob] = [await app.user("alice"), await app.user("bob")];
});

const text = (to: number, content = "hello") => ({ type: 1, targets: [to], content_type: 0, content });
const ban = (duration: number, ...list: number[]) => admin.post("/user/ban", { list, duration });
const unban = (...list: number[]) => admin.post("/user/unban", { list });

describe("a ban", () => {
  it("[BAN-1] refuses the very next message on every path, and ends with the call that undoes it", async () => {
    const gid = await found(alice, [bob]);
    const [device, witness] = [await online(server.current, alice), await online(server.current, bob)];
    device.memory.groups.add(gid);
    const mid = await device.say(bob.uid, "before");
    await witness.got(alice.uid, "before");
    expect(await ban(10, alice.uid)).toMatchObject({ code: 200 });
    expect(await device.text(bob.uid, "banned")).toMatchObject({ code: USER_BANNED });
    expect(await device.text(gid, "banned")).toMatchObject({ code: USER_BANNED });
    expect(await device.typing(bob.uid)).toMatchObject({ code: USER_BANNED });
    const edited = { to: bob.uid, mid, xid: bob.uid, content: "!" };
    expect(await device.operate("APPEND", edited)).toMatchObject({ code: USER_BANNED });
    expect(await alice.api.post("/message/send", text(bob.uid))).toMatchObject({ code: BANNED });
    expect(await say(alice, gid)).toBe(BANNED);
    // Listening, reading and taking back go on.
    const said = await witness.say(alice.uid, "to the banned");
    await device.got(bob.uid, "to the banned");
    expect(await device.operate("READ_ACK", { to: bob.uid, mid: said, xid: bob.uid })).toMatchObject({ code: 1 });
    expect(await device.operate("RECALL", { to: bob.uid, mid, xid: bob.uid })).toMatchObject({ code: 1 });
    expect(await unban(alice.uid)).toMatchObject({ code: 200 });
    expect(await device.text(bob.uid, "after")).toMatchObject({ code: 1 });
    expect(await alice.api.post("/message/send", text(bob.uid))).toMatchObject({ code: 200 });
  });

  it("[BAN-1] gives no place to upload to and forwards nothing, but for avatars and the app", async () => {
    const [erin, gid] = [await app.user("erin"), await found(alice, [])];
    await alice.api.post("/group/invite", { group_id: gid, user_list: [erin.uid] });
    await ban(10, erin.uid);
    const offers = [
      { file_type: 102, to_id: bob.uid },
      { file_type: 102, to_id: gid },
      { file_type: 200, to_id: gid },
    ];
    for (const query of offers) {
      expect(await erin.api.get("/file/upload/chat", query), `${query.to_id}`).toMatchObject({ code: BANNED });
    }
    expect(await erin.api.get("/file/upload/avatar/user")).toMatchObject({ code: 200 });
    const acting = admin.with({ user_id: String(erin.uid) });
    expect(await acting.get("/file/upload/chat", offers[0])).toMatchObject({ code: 200 });
  });

  it("[BAN-2] is told to the user's devices", async () => {
    const carol = await app.user("carol");
    const device = await online(server.current, carol);
    await ban(-1, carol.uid);
    await device.event("user", "INFO_UPDATED");
  });

  it("[BAN-3] outlasts a login, and does not bind the app", async () => {
    const dora = await app.user("dora");
    await ban(-1, dora.uid);
    const device = await online(server.current, dora);
    expect(await device.text(bob.uid, "banned")).toMatchObject({ code: USER_BANNED });
    const forHer = { ...text(bob.uid, "by the app"), from_user_id: dora.uid };
    expect(await admin.post("/message/send", forHer)).toMatchObject({ code: 200 });
  });

  it("[BAN-4] is listed with its end, until it is over", async () => {
    const own = await server.current.app("bans-list");
    const api = await own.admin();
    const users = [await own.user("a"), await own.user("b"), await own.user("c")];
    const [a = 0, b = 0, c = 0] = users.map(({ uid }) => uid);
    const before = Date.now();
    await api.post("/user/ban", { list: [a], duration: 5 });
    await api.post("/user/ban", { list: [b, c], duration: -1 });
    const first = await api.get("/user/banned_list", { limit: 2 });
    expect(first).toMatchObject({ cursor: String(b), data: [{ user_id: a }, { user_id: b, expired_time: -1 }] });
    const [{ expired_time } = { expired_time: 0 }] = first.data as { expired_time: number }[];
    expect(expired_time).toBeGreaterThanOrEqual(before + 300_000);
    expect((await api.get("/user/banned_list", { limit: 2, cursor: b })).data).toMatchObject([{ user_id: c }]);
    await server.current.database.prepare("UPDATE users SET banned_until = 1 WHERE uid = ?").bind(a).run();
    expect((await api.get("/user/banned_list")).data).toMatchObject([{ user_id: b }, { user_id: c }]);
  });

  it("[INV-9] of a list with a stranger in it bans nobody", async () => {
    const far = await (await server.current.app("bans-far")).user("far");
    expect(await ban(5, bob.uid, far.uid)).toMatchObject({ code: 10000 });
    expect(await bob.api.post("/message/send", text(alice.uid))).toMatchObject({ code: 200 });
    expect(await far.api.post("/message/send", text(far.uid))).toMatchObject({ code: 200 });
  });
});
