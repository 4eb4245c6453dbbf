/** Two who act in the same moment: one outcome, the same for every device that hears of it and in D1. */

import { beforeAll, describe, expect, it } from "vitest";
import {
  closeDevicesAfterEach,
  foundWithAdmin,
  heard,
  memberIds,
  mirrored,
  notices,
  online,
  say,
  users,
} from "../support/group-scene.ts";
import type { PlainClient } from "../support/plain-client.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();

/** Who comes first is chance: each race is run this often, with either one sent first. */
const ROUNDS = [0, 1, 2, 3];

let app: TestApp;
let owner: TestUser;
let admin: TestUser;
let member: TestUser;
let guest: TestUser;

beforeAll(async () => {
  app = await server.current.app("races");
  [owner, admin, member, guest] = await users(app, "owner", "admin", "member", "guest");
});

/** A group of three, one of whom is an admin, with a device of each and a second one of the owner. */
async function scene() {
  const gid = await foundWithAdmin(owner, [admin, member]);
  const devices = await Promise.all([owner, owner, admin, member].map((user) => online(server.current, user)));
  return { gid, devices };
}

/** Both at once, either one first. */
async function race<A, B>(round: number, one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
  if (round % 2 === 0) return Promise.all([one(), other()]);
  const second = other();
  return [await one(), await second];
}

/** What a device has heard of a group since the scene was set. A page may be given twice: told again is told once. */
function story(device: PlainClient, gid: number): string[] {
  const told = notices(device, gid).map(({ name, from, to }) => `${name} ${from} ${to.join()}`);
  const scenery = `ADMIN_GRANTED ${owner.uid} ${admin.uid}`;
  return [...new Set(told)].filter((line) => line !== scenery && !line.startsWith("CREATED"));
}

/** The same of several, once the owner's last word has reached them. */
async function stories(gid: number, devices: PlainClient[]): Promise<string[]> {
  await say(owner, gid, "the end");
  return Promise.all(
    devices.map(async (device) => {
      await device.got(gid, "the end");
      return story(device, gid).join("; ");
    }),
  );
}

/** How often a device was told of it. */
const times = (device: PlainClient | undefined, gid: number, name: string) =>
  device ? story(device, gid).filter((line) => line.startsWith(`${name} `)).length : -1;

/** Whether the one user of a list had it done to it. */
const succeeded = ({ code, data }: { code: number; data: unknown }) =>
  code === 200 && (data as { result: string }[])[0]?.result === "success";

const onMember = (by: TestUser, path: string, gid: number, more: Record<string, unknown> = {}) =>
  by.api.post(path, { group_id: gid, user_list: [member.uid], ...more });

async function expectAgreement(gid: number, roles: Record<number, string>): Promise<void> {
  expect(await mirrored(server.current, gid)).toEqual(roles);
  expect((await memberIds(owner, gid)).sort()).toEqual(Object.keys(roles).map(Number).sort());
}

describe("[GROUP-1] two who run a group", () => {
  it.each(ROUNDS)("make a member an admin and kick it (%i)", async (round) => {
    const { gid, devices } = await scene();
    const [risen, kicked] = await race(
      round,
      () => onMember(owner, "/group/admin/add", gid),
      () => onMember(admin, "/group/kick", gid),
    );
    // Whoever came second found a member that it has no power over, or none.
    expect([succeeded(risen), succeeded(kicked)].filter(Boolean)).toHaveLength(1);
    const inside = { [owner.uid]: "owner", [admin.uid]: "admin" };
    await expectAgreement(gid, succeeded(risen) ? { ...inside, [member.uid]: "admin" } : inside);
    const staying = succeeded(risen) ? devices : devices.slice(0, 3);
    const [first, ...others] = await stories(gid, staying);
    expect(first).toContain(succeeded(risen) ? "ADMIN_GRANTED" : "KICKED");
    expect(first).not.toContain(succeeded(risen) ? "KICKED" : "ADMIN_GRANTED");
    for (const story of others) expect(story).toBe(first);
    const [, , , ofMember] = devices;
    if (ofMember && !succeeded(risen)) await heard(ofMember, "KICKED", gid);
    expect(((await member.api.get("/group/user_joined")).data as number[]).includes(gid)).toBe(succeeded(risen));
  });

  it.each(ROUNDS)("ban a member and kick it (%i)", async (round) => {
    const { gid, devices } = await scene();
    const [banned, kicked] = await race(
      round,
      () => onMember(admin, "/group/ban", gid, { duration: 5 }),
      () => onMember(owner, "/group/kick", gid),
    );
    expect(succeeded(kicked)).toBe(true);
    await expectAgreement(gid, { [owner.uid]: "owner", [admin.uid]: "admin" });
    const { data: list } = await owner.api.get("/group/banned_list", { group_id: gid });
    expect(list).toEqual([]);
    const [first, ...others] = await stories(gid, devices.slice(0, 3));
    expect(first?.includes("BANNED")).toBe(succeeded(banned));
    expect(first).toMatch(/KICKED [^;]+$/);
    for (const story of others) expect(story).toBe(first);
  });

  it.each(ROUNDS)("accept an application and decline it (%i)", async (round) => {
    const { gid, devices } = await scene();
    const device = await online(server.current, guest);
    await owner.api.post("/group/settings/require_admin_approval", { group_id: gid, apply_approval: 1 });
    await guest.api.post("/group/apply", { group_id: gid });
    const handle = (by: TestUser, approval: boolean) => () =>
      by.api.post("/group/apply/handle", { group_id: gid, user_id: guest.uid, approval });
    const [yes, no] = await race(round, handle(owner, true), handle(admin, false));
    expect([yes.code, no.code].sort()).toEqual([200, 20014]);
    const accepted = yes.code === 200;
    const inside = { [owner.uid]: "owner", [admin.uid]: "admin", [member.uid]: "member" };
    await expectAgreement(gid, accepted ? { ...inside, [guest.uid]: "member" } : inside);
    await heard(device, accepted ? "APPLY_ACCEPTED" : "APPLY_DECLINED", gid);
    await stories(gid, devices);
    const names = notices(device, gid).map(({ name }) => name);
    expect(names).not.toContain(accepted ? "APPLY_DECLINED" : "APPLY_ACCEPTED");
    expect(times(devices[3], gid, "JOINED")).toBe(accepted ? 1 : 0);
  });

  it.each(ROUNDS)("are one who hands the group on twice (%i)", async (round) => {
    const { gid, devices } = await scene();
    const to = (heir: TestUser) => () => owner.api.post("/group/transfer", { group_id: gid, new_owner: heir.uid });
    const [one, other] = await race(round, to(admin), to(member));
    expect([one.code, other.code].sort()).toEqual([200, 20013]);
    const heir = one.code === 200 ? admin : member;
    const roles = await mirrored(server.current, gid);
    expect(Object.entries(roles).filter(([, role]) => role === "owner")).toEqual([[String(heir.uid), "owner"]]);
    const [first, ...others] = await stories(gid, devices);
    expect(first?.match(/OWNER_ASSIGNED/g)).toHaveLength(1);
    expect(first).toContain(`OWNER_ASSIGNED ${owner.uid} ${heir.uid}`);
    for (const story of others) expect(story).toBe(first);
  });

  it.each(ROUNDS)("are an owner who hands the group on and leaves (%i)", async (round) => {
    const { gid, devices } = await scene();
    const [transfer, leave] = await race(
      round,
      () => owner.api.post("/group/transfer", { group_id: gid, new_owner: admin.uid }),
      () => owner.api.post("/group/leave", { group_id: gid }),
    );
    expect(transfer.code).toBe(200);
    expect([200, 20004]).toContain(leave.code);
    const left = leave.code === 200;
    const roles = await mirrored(server.current, gid);
    expect(roles).toEqual({
      [admin.uid]: "owner",
      [member.uid]: "member",
      ...(left ? {} : { [owner.uid]: "member" }),
    });
    await say(admin, gid, "the end");
    for (const device of devices.slice(2)) {
      await device.got(gid, "the end");
      expect(times(device, gid, "OWNER_ASSIGNED")).toBe(1);
      expect(times(device, gid, "LEAVED")).toBe(left ? 1 : 0);
    }
  });
});

describe("one user on two devices", () => {
  it.each(ROUNDS)("accepts an invitation on both (%i)", async (round) => {
    const { gid, devices } = await scene();
    await guest.api.post("/user/settings", { group_confirm: true });
    await onGuest(gid);
    const phones = [await online(server.current, guest), await online(server.current, guest)];
    const tokens = await Promise.all(["one", "two"].map((guid) => app.sign({ uid: guest.uid, guid })));
    const accept = (token: string | undefined) => () =>
      app.api.as(token ?? "").post("/group/invite/handle", { group_id: gid, user_id: owner.uid, approval: true });
    const answers = await race(round, accept(tokens[0]), accept(tokens[1]));
    expect(answers.map(({ code }) => code).sort()).toEqual([200, 20015]);
    const inside = { [owner.uid]: "owner", [admin.uid]: "admin", [member.uid]: "member" };
    await expectAgreement(gid, { ...inside, [guest.uid]: "member" });
    await stories(gid, [...devices, ...phones]);
    for (const device of [...devices, ...phones]) {
      expect(times(device, gid, "INVITE_ACCEPTED")).toBeGreaterThan(0);
    }
    expect(times(devices[3], gid, "INVITE_ACCEPTED")).toBe(1);
    const { data } = await guest.api.get("/group/invitation_list");
    expect((data as { group_id: number; status: number }[]).filter((each) => each.group_id === gid)).toMatchObject([
      { status: 1 },
    ]);
  });

  const onGuest = (gid: number) => owner.api.post("/group/invite", { group_id: gid, user_list: [guest.uid] });

  it("sends one message however often it asks at once with one transaction_id", async () => {
    const { gid, devices } = await scene();
    const message = { type: 2, targets: [gid], content_type: 0, content: "once", transaction_id: 4711 };
    const answers = await Promise.all(Array.from({ length: 6 }, () => member.api.post("/message/send", message)));
    expect(answers.map(({ code }) => code)).toEqual(Array(6).fill(200));
    expect(new Set(answers.map(({ msg_ids }) => msg_ids?.[0])).size).toBe(1);
    await stories(gid, devices);
    for (const device of devices) {
      const said = device.events.filter((event) => event.is === "message" && event.content === "once");
      expect(said).toHaveLength(1);
    }
    const { data } = await owner.api.get("/message/conversation", { opposite_id: gid, limit: 50 });
    const texts = (data as { messages: { content?: string }[] }).messages.filter(({ content }) => content === "once");
    expect(texts).toHaveLength(1);
    await expect
      .poll(async () => {
        const { results } = await server.current.database
          .prepare("SELECT mid FROM messages WHERE app = 'races' AND content = 'once' AND conversation = ?")
          .bind(`g:${gid}`)
          .all();
        return results.length;
      })
      .toBe(1);
  });
});

describe("two who ask each other to be friends", () => {
  async function pair(name: string): Promise<[TestUser, TestUser]> {
    const [one, other] = await users(app, `${name}_one`, `${name}_two`);
    if (!one || !other) throw new Error("two users");
    for (const { api } of [one, other]) await api.post("/user/authmode", { value: 1 });
    return [one, other];
  }

  const ask = (by: TestUser, whom: TestUser) => () => by.api.post("/roster/apply", { user_id: whom.uid });
  const accept = (by: TestUser, whom: TestUser) => () => by.api.post("/roster/accept", { user_id: whom.uid });

  async function expectFriends(one: TestUser, other: TestUser): Promise<void> {
    expect((await one.api.get("/roster/list")).data).toEqual([other.uid]);
    expect((await other.api.get("/roster/list")).data).toEqual([one.uid]);
    const { results } = await server.current.database
      .prepare("SELECT uid, relation, untold FROM roster WHERE app = 'races' AND ?1 IN (uid, friend) ORDER BY uid")
      .bind(one.uid)
      .all();
    const uids = [one.uid, other.uid].sort();
    expect(results).toEqual(uids.map((uid) => ({ uid, relation: 0, untold: 0 })));
    const waiting = await server.current.database
      .prepare("SELECT uid FROM roster_applications WHERE app = 'races' AND ?1 IN (uid, applicant) AND status = 0")
      .bind(one.uid)
      .all();
    expect(waiting.results).toEqual([]);
  }

  it.each(ROUNDS)("at once, and accept at once, are friends with nothing left to answer (%i)", async (round) => {
    const [one, other] = await pair(`mutual${round}`);
    const devices = [await online(server.current, one), await online(server.current, other)];
    const asked = await race(round, ask(one, other), ask(other, one));
    expect(asked.map(({ code }) => code)).toEqual([200, 200]);
    const accepted = await race(round, accept(one, other), accept(other, one));
    for (const { code } of accepted) expect([200, 10007]).toContain(code);
    await expectFriends(one, other);
    for (const device of devices) await device.event("roster", "ACCEPTED");
  });

  it.each(ROUNDS)("or one who accepts on two devices, once (%i)", async (round) => {
    const [one, other] = await pair(`twice${round}`);
    const devices = [await online(server.current, one), await online(server.current, other)];
    await ask(one, other)();
    const answers = await race(round, accept(other, one), accept(other, one));
    expect(answers.map(({ code }) => code).sort()).toEqual([10007, 200]);
    await expectFriends(one, other);
    for (const device of devices) await device.event("roster", "ACCEPTED");
  });

  it.each(ROUNDS)("or one who accepts and declines (%i)", async (round) => {
    const [one, other] = await pair(`either${round}`);
    const device = await online(server.current, one);
    await ask(one, other)();
    const decline = () => other.api.post("/roster/decline", { user_id: one.uid });
    const [yes, no] = await race(round, accept(other, one), decline);
    expect([yes.code, no.code].sort()).toEqual([10007, 200]);
    const friends = yes.code === 200;
    expect((await one.api.get("/roster/list")).data).toEqual(friends ? [other.uid] : []);
    await device.event("roster", friends ? "ACCEPTED" : "DECLINED");
    const names = device.events.flatMap((event) => (event.is === "roster" ? [event.name] : []));
    expect(names).not.toContain(friends ? "DECLINED" : "ACCEPTED");
  });
});
