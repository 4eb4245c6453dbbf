/** A group's object that dies between a change and what follows from it. */

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { conversationStub, hubStub } from "../../durable-objects/env";
import { pb } from "../../protocol/codec";
import { hubName } from "../../protocol/ids";
import { allocateId } from "../../src/store/allocate-id";
import { breakAnswers } from "./support/meter";
import { makeApp } from "./support/stage";
import { until } from "./support/until";

let app: string;

beforeAll(async () => {
  app = await makeApp();
});

async function group() {
  const [owner, member, gid] = [
    await allocateId(env.DB, app, "user"),
    await allocateId(env.DB, app, "user"),
    await allocateId(env.DB, app, "group"),
  ];
  const name = `${app}:g:${gid}`;
  const stub = conversationStub(env, name);
  const members = [{ uid: member, confirm: false }];
  const facts = { type: 0, name: "g", avatar: "", description: "", capacity: 10 };
  await stub.changeGroup("create", { owner, members, ...facts });
  await until(async () => expect(await hubStub(env, app, member).groups(member)).toContain(gid));
  return { owner, member, gid, stub, object: env.CONVERSATION.getByName(name) };
}

/** The object loses its memory, wakes, and does what its alarm is for; false: it had none. */
async function dieAndWake(it: Awaited<ReturnType<typeof group>>): Promise<boolean> {
  await evictDurableObject(it.object);
  return wake(it);
}

async function wake({ stub, object }: Awaited<ReturnType<typeof group>>): Promise<boolean> {
  await stub.readGroup("card", { by: null });
  return runDurableObjectAlarm(object);
}

/** All is done that alarms are set for. */
const atRest = (object: DurableObjectStub) =>
  until(async () => expect(await runDurableObjectAlarm(object)).toBe(false));

const rolesInD1 = async (gid: number) => {
  const { results } = await env.DB.prepare("SELECT uid, role FROM members WHERE app = ? AND gid = ? ORDER BY uid")
    .bind(app, gid)
    .all<{ uid: number; role: string }>();
  return results.map(({ uid, role }) => [uid, role]);
};

describe("a group that dies", () => {
  it("before a hub took a notice tells it when it lives again, once", async () => {
    const it = await group();
    const { member, gid, object } = it;
    await atRest(object);
    await runInDurableObject(object, (_instance, { storage }) => {
      const notice = { uid: member, ns: pb.Meta.NameSpace.GROUP_NOTICE, from: it.owner, fromSn: 0, to: member };
      const out = { ...notice, member: { conversation: `g:${gid}`, in: false } };
      const payload = pb.GroupNotice.encode({ type: pb.GroupNotice.Type.KICKED, gid: { uid: gid } }).finish();
      storage.sql.exec("UPDATE viewer SET role = NULL WHERE uid = ?", member);
      storage.sql.exec("INSERT INTO pending_notice (notice, payload) VALUES (?, ?)", JSON.stringify(out), payload);
    });
    expect(await dieAndWake(it)).toBe(true);
    await until(async () => expect(await hubStub(env, app, member).groups(member)).not.toContain(gid));
    await until(async () => {
      const left = await runInDurableObject(object, (_instance, { storage }) =>
        storage.sql.exec("SELECT id FROM pending_notice").toArray(),
      );
      expect(left).toEqual([]);
    });
  });

  it("before D1 had a change writes it when it lives again", async () => {
    const it = await group();
    const { owner, member, gid, stub, object } = it;
    await env.DB.prepare("ALTER TABLE members RENAME TO members_away").run();
    // The change stands, whether or not D1 is there to show it.
    expect(await stub.changeGroup("grantAdmin", { by: owner, uids: [member] })).toMatchObject({ ok: true });
    // What the object still has under way may end before it dies, so D1 comes back only then.
    await evictDurableObject(object);
    await env.DB.prepare("ALTER TABLE members_away RENAME TO members").run();
    expect(await rolesInD1(gid)).toContainEqual([member, "member"]);
    expect(await wake(it)).toBe(true);
    expect(await rolesInD1(gid)).toEqual([
      [owner, "owner"],
      [member, "admin"],
    ]);
    await atRest(object);
  });

  it("with nothing left to do sets no alarm", async () => {
    const it = await group();
    await atRest(it.object);
    expect(await dieAndWake(it)).toBe(false);
  });
});

describe("a group whose hub took a notice and could not say so", () => {
  it("tells it again, and no device hears it twice", async () => {
    const { owner, member, stub, object } = await group();
    const hub = env.HUB.getByName(hubName(app, member));
    const kept = () =>
      runInDurableObject(hub, (_instance, { storage }) =>
        storage.sql.exec("SELECT mid FROM notice WHERE uid = ?", member).toArray(),
      );
    const pending = () =>
      runInDurableObject(object, (_instance, { storage }) =>
        storage.sql.exec("SELECT id FROM pending_notice").toArray(),
      );
    await until(async () => expect(await pending()).toEqual([]));
    const before = (await kept()).length;
    const restore = breakAnswers("deliver");
    try {
      expect(await stub.changeGroup("kick", { by: owner, uids: [member] })).toMatchObject({ ok: true });
      await until(async () => expect(await kept()).not.toHaveLength(before));
      expect(await pending()).not.toEqual([]);
    } finally {
      restore();
    }
    await until(async () => expect(await pending()).toEqual([]));
    expect(await kept()).toHaveLength(before + 1);
  });
});
