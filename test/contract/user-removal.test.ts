/** Deleting a user. */

import { describe, expect, it } from "vitest";
import { useAccounts } from "../support/accounts.ts";
import type { TestUser } from "../support/private-server.ts";

const accounts = useAccounts("user-removal");
const { acting, device, logIn, newUser } = accounts;

describe("deleting a user", () => {
  it("ends sessions and friendships, hands its groups on, and frees its name", async () => {
    const [user, friend] = [await newUser(), await newUser()];
    await user.api.post("/roster/apply", { user_id: friend.uid });
    const [own, other] = [await device(user), await device(friend)];
    expect(await other.text(user.uid)).toMatchObject({ code: 1 });
    const found = async (by: TestUser, members: number[]) =>
      ((await by.api.post("/group/create", { name: "G", user_list: members })).data as { group_id: number }).group_id;
    const [mine, alone, theirs] = [await found(user, [friend.uid]), await found(user, []), await found(friend, [])];
    await friend.api.post("/group/invite", { group_id: theirs, user_list: [user.uid] });
    expect(await user.api.post("/user/delete", { password: "wrong" })).toMatchObject({ code: 11001 });
    expect(await user.api.post("/user/delete")).toMatchObject({ code: 11001 });
    expect(await user.api.post("/user/delete", { password: user.password })).toMatchObject({ code: 200 });
    await own.tells("REMOVED", { ns: "user" });
    await own.until(() => own.closed === 4108);
    await other.tells("REMOVED", { ns: "roster", from: user.uid, to: friend.uid });
    expect(await user.api.get("/user/profile")).toMatchObject({ code: 402 });
    expect((await friend.api.get("/roster/list")).data).toEqual([]);
    expect((await friend.api.post("/roster/list", { list: [user.uid] })).data).toEqual([]);
    expect((await other.text(user.uid)).code).toBe(8);
    expect((await friend.api.get("/group/info", { group_id: mine })).data).toMatchObject({ owner_id: friend.uid });
    expect((await friend.api.get("/group/info", { group_id: theirs })).data).toMatchObject({ count: 1 });
    expect(await accounts.admin.get("/group/info", { group_id: alone })).not.toMatchObject({
      code: 200,
      data: { status: 0 },
    });
    const again = await accounts.app.user(user.name);
    expect(again.uid).not.toBe(user.uid);
  });

  it("leaves no ghost: no request that waits, no friend, nobody blocked", async () => {
    const [user, other] = [await newUser(), await newUser()];
    await other.api.post("/user/authmode", { value: 1 });
    await user.api.post("/roster/apply", { user_id: other.uid });
    await other.api.post("/roster/block", { user_id: user.uid });
    await acting(user).call("DELETE", "/user/delete");
    expect((await other.api.get("/roster/apply/list")).data).toEqual([]);
    expect(await other.api.post("/roster/accept", { user_id: user.uid })).toMatchObject({ code: 10007 });
    expect(await other.api.post("/roster/decline", { user_id: user.uid })).toMatchObject({ code: 10007 });
    expect((await other.api.get("/roster/blocked_list")).data).toEqual([]);
    expect(await other.api.post("/roster/unblock", { user_id: user.uid })).toMatchObject({ code: 200 });
    expect(await other.api.post("/roster/unblock", { user_id: 5 })).toMatchObject({ code: 10000 });
    expect(await other.api.post("/roster/block", { user_id: user.uid })).toMatchObject({ code: 10000 });
    // As when one befriends it while it is being deleted.
    await accounts.server.database
      .prepare(
        "INSERT OR REPLACE INTO roster (app, uid, friend, relation, updated_at) VALUES ('user-removal', ?, ?, 0, 0)",
      )
      .bind(other.uid, user.uid)
      .run();
    expect((await other.api.get("/roster/list")).data).toEqual([]);
  });

  it("asks no more to come into a group, whether it was answered or not", async () => {
    const [owner, user, other] = [await newUser(), await newUser(), await newUser()];
    const [first, second] = await Promise.all(
      ["A", "B"].map(async (name) => {
        const { data } = await owner.api.post("/group/create", { name });
        const { group_id } = data as { group_id: number };
        await owner.api.post("/group/settings/require_admin_approval", { group_id, apply_approval: 1 });
        await user.api.post("/group/apply", { group_id, reason: "let me in" });
        return group_id;
      }),
    );
    await other.api.post("/group/apply", { group_id: first });
    await owner.api.post("/group/apply/handle", { group_id: second, user_id: user.uid, approval: false });
    await acting(user).call("DELETE", "/user/delete");
    const listed = async (group_list: unknown[]) => {
      const { data, total } = await owner.api.post("/group/application_list", { group_list });
      return { applicants: (data as { applicant_id: number }[]).map(({ applicant_id }) => applicant_id), total };
    };
    expect(await listed([first])).toEqual({ applicants: [other.uid], total: 1 });
    expect(await listed([second])).toEqual({ applicants: [], total: 0 });
    const answer = { group_id: first, user_id: user.uid, approval: true };
    expect(await owner.api.post("/group/apply/handle", answer)).not.toMatchObject({ code: 200 });
  });

  it("is a new version of the rosters that it was in", async () => {
    const [user, friend, third] = [await newUser(), await newUser(), await newUser()];
    const version = async () => {
      const response = await friend.api.fetch("/roster/list");
      return ((await response.json()) as { version: number }).version;
    };
    expect(await version()).toBe(0);
    for (const other of [third, user]) await friend.api.post("/roster/apply", { user_id: other.uid });
    const before = await version();
    await acting(user).call("DELETE", "/user/delete");
    const after = await version();
    expect(after).toBeGreaterThan(before);
    await acting(third).call("DELETE", "/user/delete");
    expect(await version()).toBeGreaterThan(after);
  });

  it.each([0, 1, 2, 3])("and its heir in the same moment leaves the group to a third (%i)", async () => {
    const [owner, heir, third] = [await newUser(), await newUser(), await newUser()];
    const created = await owner.api.post("/group/create", { name: "G", user_list: [heir.uid, third.uid] });
    const { group_id } = created.data as { group_id: number };
    await owner.api.post("/group/admin/add", { group_id, user_list: [heir.uid] });
    const answers = await Promise.all([owner, heir].map((user) => acting(user).call("DELETE", "/user/delete")));
    expect(answers.map(({ code }) => code)).toEqual([200, 200]);
    expect((await third.api.get("/group/info", { group_id })).data).toMatchObject({ owner_id: third.uid, count: 1 });
  });

  it("needs no password of the app", async () => {
    const user = await newUser();
    expect(await acting(user).call("DELETE", "/user/delete")).toMatchObject({ code: 200 });
    expect(await acting(user).get("/user/profile")).toMatchObject({ code: 10000 });
    expect((await logIn(user.name, user.password)).code).toBe(11001);
  });
});
