/** [INV-7] Of two who change the same at once, or of whom one is cut off: what D1 says in the end is what the objects hold. */

import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { hubStub } from "../../durable-objects/env";
import { groupStub } from "../../src/services/group-object";
import { directConversation, newChange } from "../../src/services/relation";
import { finishUsers, tellBans, tellRemoval, tellStatus } from "../../src/services/untold-users";
import { allocateId } from "../../src/store/allocate-id";
import { setBlocked } from "../../src/store/friendships";
import { markTold, type Untold } from "../../src/store/rosters";
import { USER_STATUS } from "../../src/store/schema";
import { markUsersTold } from "../../src/store/untold-users";
import { removeUser, setBanned, setStatus } from "../../src/store/users";
import { disagreements } from "./support/agreement";
import { SdkClient } from "./support/sdk-client";
import { makeUser } from "./support/stage";
import { first, later, newStage, rest, type Stage, touch } from "./support/three-users";
import { until } from "./support/until";

vi.setConfig({ testTimeout: 120_000 });

describe("whoever tells of a change takes no later one for told", () => {
  /** Blocks or unblocks, and is cut off before anybody was told. */
  async function changed({ anna, ben }: Stage, blocked: boolean) {
    const change = newChange(Date.now());
    expect(await setBlocked(env.DB, anna.app, anna.uid, ben.uid, blocked, change)).toBe(true);
    return { friend: ben.uid, mark: change.mark };
  }

  const tell = ({ anna, ben }: Stage) => directConversation(env, anna.app, anna.uid, ben.uid).relationChanged();

  const told = ({ anna }: Stage, change: Untold) => markTold(env.DB, anna.app, anna.uid, [change]);

  it("another one", async () => {
    const stage = await newStage();
    const blocked = await changed(stage, true);
    await tell(stage);
    await changed(stage, false);
    await told(stage, blocked);
    await touch(stage);
    expect(await disagreements([stage.anna, stage.ben])).toEqual([]);
  });

  it("one that says the same again", async () => {
    const stage = await newStage();
    const blocked = await changed(stage, true);
    await tell(stage);
    const unblocked = await changed(stage, false);
    await tell(stage);
    await told(stage, unblocked);
    await changed(stage, true);
    await told(stage, blocked);
    await touch(stage);
    expect(await disagreements([stage.anna, stage.ben])).toEqual([]);
  });

  it("a user frozen, thawed and frozen again", async () => {
    const stage = await newStage();
    const { app, uid } = stage.ben;
    const frozen = await setStatus(env.DB, app, [uid], USER_STATUS.frozen);
    await hubStub(env, app, uid).setUserStatus(uid, "frozen", frozen[0]?.mark);
    const thawed = await setStatus(env.DB, app, [uid], USER_STATUS.normal);
    await tellStatus(env, app, thawed, USER_STATUS.normal);
    await setStatus(env.DB, app, [uid], USER_STATUS.frozen);
    await markUsersTold(env.DB, app, "status", frozen);
    await later(stage);
    await finishUsers(env, app);
    expect(await disagreements([stage.ben])).toEqual([]);
  });
});

describe("of two who change a user at once, the later one in D1 has its way, whichever of them tells the hub first", () => {
  it("freezing and thawing", async () => {
    const { ben } = await newStage();
    const { app, uid } = ben;
    const frozen = await setStatus(env.DB, app, [uid], USER_STATUS.frozen);
    const thawed = await setStatus(env.DB, app, [uid], USER_STATUS.normal);
    await tellStatus(env, app, thawed, USER_STATUS.normal);
    await tellStatus(env, app, frozen, USER_STATUS.frozen);
    expect(await disagreements([ben])).toEqual([]);
  });

  it("freezing and deleting", async () => {
    const { ben } = await newStage();
    const { app, uid } = ben;
    const frozen = await setStatus(env.DB, app, [uid], USER_STATUS.frozen);
    const removal = await removeUser(env.DB, app, uid);
    if (!removal) throw new Error("there was a user");
    await tellRemoval(env, app, removal);
    await tellStatus(env, app, frozen, USER_STATUS.frozen);
    expect(await disagreements([ben])).toEqual([]);
  });

  it("deleting it, and bringing it into a group", async () => {
    const { anna, carl, gid, admin } = await newStage();
    const group = groupStub(env, anna.app, gid);
    await rest({ for: carl, method: "DELETE", path: "/user/delete" }, admin);
    // Whoever brings it in has seen that there is such a user before it was deleted.
    const candidates = [{ uid: carl.uid, confirm: false }];
    const input = { by: anna.uid, candidates, reason: "" };
    expect(await group.changeGroup("invite", input)).toMatchObject({ ok: true, value: [{ uid: carl.uid }] });
    await until(async () => {
      const among = await group.readGroup("membersAmong", { by: null, uids: [carl.uid] });
      expect(among).toEqual({ ok: true, value: [] });
    });
    await until(async () => expect(await disagreements([anna, carl])).toEqual([]));
  });

  it("deleting it, and asking to come into a group", async () => {
    const stage = await newStage();
    const { anna, carl, gid, admin } = stage;
    const approval = { group_id: gid, apply_approval: 1 };
    await first(stage, { by: anna, path: "/group/settings/require_admin_approval", with: approval });
    await rest({ for: carl, method: "DELETE", path: "/user/delete" }, admin);
    const group = groupStub(env, anna.app, gid);
    expect(await group.changeGroup("apply", { uid: carl.uid, reason: "" })).toMatchObject({ ok: true, value: "asked" });
    await vi.waitFor(async () => expect(await disagreements([anna, carl])).toEqual([]));
  });

  it("deleting it, and founding a group in its name", async () => {
    const { anna, ben, carl, admin } = await newStage();
    const gid = await allocateId(env.DB, anna.app, "group");
    const group = groupStub(env, anna.app, gid);
    await rest({ for: carl, method: "DELETE", path: "/user/delete" }, admin);
    const members = [anna, ben].map(({ uid }) => ({ uid, confirm: false }));
    const facts = { name: "", avatar: "", description: "", type: 0, capacity: 10 };
    expect(await group.changeGroup("create", { owner: carl.uid, members, ...facts })).toMatchObject({ ok: true });
    await until(async () => {
      const card = await group.readGroup("card", { by: null });
      expect(card).toMatchObject({ ok: true, value: { owner: anna.uid, count: 2 } });
    });
    await until(async () => expect(await disagreements([anna, ben, carl])).toEqual([]));
  });

  it("deleting both the owner of a group and its heir", async () => {
    const stage = await newStage();
    const { anna, ben, carl, gid } = stage;
    await first(
      stage,
      { by: anna, path: "/group/invite", with: { group_id: gid, user_list: [carl.uid] } },
      { by: anna, path: "/group/admin/add", with: { group_id: gid, user_list: [ben.uid] } },
    );
    const deletions = [anna, ben].map((user) =>
      rest({ for: user, method: "DELETE", path: "/user/delete" }, stage.admin),
    );
    expect((await Promise.all(deletions)).map(({ code }) => code)).toEqual([200, 200]);
    const card = await groupStub(env, anna.app, gid).readGroup("card", { by: null });
    expect(card).toMatchObject({ ok: true, value: { owner: carl.uid, count: 1 } });
    expect(await disagreements([anna, ben, carl])).toEqual([]);
  });

  it("letting it say nothing, and letting it speak", async () => {
    const { ben } = await newStage();
    const { app, uid } = ben;
    const device = await SdkClient.inbox(ben);
    const banned = await setBanned(env.DB, app, [uid], -1);
    const free = await setBanned(env.DB, app, [uid], 0);
    await tellBans(env, app, free, 0);
    await tellBans(env, app, banned, -1);
    expect(await disagreements([ben])).toEqual([]);
    expect(await device.say((await makeUser(app)).uid, "hello")).toMatchObject({ code: 1 });
  });
});
