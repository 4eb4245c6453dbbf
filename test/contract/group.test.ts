import { beforeAll, describe, expect, it } from "vitest";
import { isGroupId } from "../../protocol/ids.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;
let owner: TestUser;
let member: TestUser;
let stranger: TestUser;

interface GroupData {
  group_id: number;
}

const UNKNOWN_GROUP = 8193 * 256 + 200;

async function found(body: Record<string, unknown> = {}): Promise<number> {
  const { code, message, data } = await owner.api.post("/group/create", {
    name: "A group",
    user_list: [member.uid],
    ...body,
  });
  if (code !== 200) throw new Error(`${code} ${message}`);
  return (data as GroupData).group_id;
}

beforeAll(async () => {
  app = await server.current.app("groups");
  owner = await app.user("owner");
  member = await app.user("member");
  stranger = await app.user("stranger");
});

describe("/group/create", () => {
  it("answers the whole group, with the documented defaults", async () => {
    const body = { name: "Crew", description: "d", avatar: "a", type: 0, user_list: [member.uid] };
    const { code, data } = await owner.api.post("/group/create", body);
    expect(code).toBe(200);
    expect(isGroupId((data as GroupData).group_id)).toBe(true);
    expect(data).toMatchObject({
      name: "Crew",
      description: "d",
      avatar: "a",
      owner_id: owner.uid,
      count: 2,
      status: 0,
      apply_approval: 1,
      member_invite: true,
      read_ack: false,
      history_visible: false,
      member_modify: false,
    });
  });

  it("counts the owner once, also when the list names it", async () => {
    const gid = await found({ user_list: [String(member.uid), owner.uid, member.uid] });
    expect((await owner.api.get("/group/info", { group_id: gid })).data).toMatchObject({ count: 2 });
  });

  it("refuses unknown users and users of other apps", async () => {
    const far = await (await server.current.app("groups-far")).user("far");
    expect(await owner.api.post("/group/create", { user_list: [5] })).toMatchObject({ code: 10000 });
    expect(await owner.api.post("/group/create", { user_list: [far.uid] })).toMatchObject({ code: 10000 });
  });

  it("refuses unknown types and wrong lists", async () => {
    expect(await owner.api.post("/group/create", { type: 9 })).toMatchObject({ code: 10002 });
    expect(await owner.api.post("/group/create", { user_list: ["x"] })).toMatchObject({ code: 10002 });
  });
});

describe("/group/user_joined", () => {
  it("is an empty array for who is in none", async () => {
    expect((await stranger.api.get("/group/user_joined")).data).toEqual([]);
  });

  it("lists a new group for every founding member", async () => {
    const gid = await found();
    for (const user of [owner, member]) {
      expect((await user.api.get("/group/user_joined")).data).toContain(gid);
    }
  });
});

describe("/group/info", () => {
  it("shows one group to the app, too", async () => {
    const gid = await found();
    const admin = await app.admin();
    expect((await admin.get("/group/info", { group_id: gid })).data).toMatchObject({
      group_id: gid,
      owner_id: owner.uid,
    });
  });

  it("refuses unknown groups, groups of other apps, and ids that are none", async () => {
    const far = await (await server.current.app("groups-info-far")).user("far");
    const gid = await found();
    expect(await owner.api.get("/group/info", { group_id: UNKNOWN_GROUP })).toMatchObject({ code: 20001 });
    expect(await owner.api.get("/group/info", { group_id: owner.uid })).toMatchObject({ code: 20001 });
    expect(await far.api.get("/group/info", { group_id: gid })).toMatchObject({ code: 20001 });
    expect(await owner.api.get("/group/info", { group_id: "x" })).toMatchObject({ code: 10002 });
    expect(await owner.api.get("/group/info")).toMatchObject({ code: 10002 });
  });

  it("batch answers those that exist, at once after they were founded", async () => {
    const gids = [await found({ name: "one" }), await found({ name: "two" })];
    const { data } = await owner.api.post("/group/info/batch", { group_list: [...gids, UNKNOWN_GROUP, 5] });
    const groups = data as GroupData[];
    expect(groups.sort((a, b) => a.group_id - b.group_id)).toMatchObject([
      { group_id: gids[0], name: "one", owner: owner.uid },
      { group_id: gids[1], name: "two", owner: owner.uid },
    ]);
  });
});

describe("/group/member_list", () => {
  it("lists all members and pages by cursor", async () => {
    const gid = await found({ user_list: [member.uid, stranger.uid] });
    const uids = [owner.uid, member.uid, stranger.uid].sort((a, b) => a - b);
    const all = await owner.api.get("/group/member_list", { group_id: gid });
    expect(all.total).toBe(3);
    expect(all.cursor).toBeUndefined();
    expect((all.data as { user_id: number }[]).map((each) => each.user_id)).toEqual(uids);
    const first = await owner.api.get("/group/member_list", { group_id: gid, limit: 2 });
    expect(first).toMatchObject({ cursor: String(uids[1]), data: [{ user_id: uids[0] }, { user_id: uids[1] }] });
    const rest = await owner.api.get("/group/member_list", { group_id: gid, limit: 2, cursor: first.cursor });
    expect(rest.data).toMatchObject([{ user_id: uids[2] }]);
    expect(rest.cursor).toBeUndefined();
  });

  it("is for members and for the app", async () => {
    const gid = await found();
    const admin = await app.admin();
    expect(await stranger.api.get("/group/member_list", { group_id: gid })).toMatchObject({ code: 20011 });
    expect((await admin.get("/group/member_list", { group_id: gid })).total).toBe(2);
    expect(await owner.api.get("/group/member_list", { group_id: UNKNOWN_GROUP })).toMatchObject({ code: 20001 });
  });
});

describe("/group/members/display_name", () => {
  it("answers those of the users who are members", async () => {
    const gid = await found();
    const body = { group_id: String(gid), user_list: [member.uid, stranger.uid] };
    const { data } = await owner.api.post("/group/members/display_name", body);
    expect(data).toMatchObject([{ user_id: member.uid, display_name: "" }]);
    expect(await stranger.api.post("/group/members/display_name", body)).toMatchObject({ code: 20011 });
  });
});

describe("/group/invite and /group/leave", () => {
  it("tells the outcome for each user", async () => {
    const gid = await found();
    const { data } = await owner.api.post("/group/invite", { group_id: gid, user_list: [stranger.uid, member.uid, 5] });
    expect(data).toEqual([
      { user_id: stranger.uid, result: "success", reason: "" },
      { user_id: member.uid, result: "fail", reason: "already a member" },
      { user_id: 5, result: "fail", reason: "no such user" },
    ]);
    expect((await stranger.api.get("/group/user_joined")).data).toContain(gid);
  });

  it("is not for strangers", async () => {
    const gid = await found();
    const answer = await stranger.api.post("/group/invite", { group_id: gid, user_list: [stranger.uid] });
    expect(answer).toMatchObject({ code: 20011 });
  });

  it.each(["POST", "DELETE"])("%s /group/leave takes the member out", async (method) => {
    const gid = await found();
    expect((await member.api.call(method, "/group/leave", { group_id: gid })).data).toBe(true);
    expect((await member.api.get("/group/user_joined")).data).not.toContain(gid);
    expect((await owner.api.get("/group/member_list", { group_id: gid })).total).toBe(1);
  });

  it("refuses the owner and strangers", async () => {
    const gid = await found();
    expect(await owner.api.post("/group/leave", { group_id: gid })).toMatchObject({ code: 20004 });
    expect(await stranger.api.post("/group/leave", { group_id: gid })).toMatchObject({ code: 20002 });
    expect(await owner.api.post("/group/leave", { group_id: UNKNOWN_GROUP })).toMatchObject({ code: 20001 });
  });
});
