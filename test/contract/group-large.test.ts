import { beforeAll, describe, expect, it } from "vitest";
import { MAX_GROUP_MEMBERS } from "../../protocol/limits.ts";
import { closeDevicesAfterEach, type GroupData, heard, online, say } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();

/** Far above the blocks that the server hands out; even, as blocks of users are. */
const FIRST_BLOCK = 100_000;

let app: TestApp;
let owner: TestUser;
let others: number[];

/** Users past REST, which would hash a password for each. */
async function crowd(size: number): Promise<number[]> {
  const uids = Array.from({ length: size }, (_, i) => (FIRST_BLOCK + 2 * Math.floor(i / 256)) * 256 + (i % 256));
  await server.current.database
    .prepare(
      `INSERT INTO users (app, uid, username, password, created_at)
        SELECT ?1, value, 'crowd' || value, '', 0 FROM json_each(?2)`,
    )
    .bind(app.id, JSON.stringify(uids))
    .run();
  return uids;
}

beforeAll(async () => {
  app = await server.current.app("large");
  owner = await app.user("owner");
  others = await crowd(MAX_GROUP_MEMBERS - 1);
});

describe("a group of 10,000", () => {
  it("is founded, listed, spoken in and ended like any other", async () => {
    const last = others.at(-1) ?? 0;
    const token = await app.sign({ uid: last });
    const member: TestUser = { uid: last, name: "", password: "", token, api: app.api.as(token) };
    const device = await online(server.current, member);
    const { code, data } = await owner.api.post("/group/create", { name: "All", user_list: others });
    expect(code).toBe(200);
    const { group_id: gid, count } = data as GroupData;
    expect(count).toBe(MAX_GROUP_MEMBERS);
    await heard(device, "CREATED", gid);
    const page = await member.api.get("/group/member_list", { group_id: gid, limit: MAX_GROUP_MEMBERS });
    expect(page.total).toBe(MAX_GROUP_MEMBERS);
    expect(page.data).toHaveLength(MAX_GROUP_MEMBERS);
    expect(await say(owner, gid, "hello, all")).toBe(200);
    await device.got(gid, "hello, all");
    const row = await server.current.database
      .prepare("SELECT count(*) AS n FROM members WHERE gid = ?")
      .bind(gid)
      .first<{ n: number }>();
    expect(row?.n).toBe(MAX_GROUP_MEMBERS);
    const extra = await app.user("extra");
    expect((await owner.api.post("/group/invite", { group_id: gid, user_list: [extra.uid] })).data).toMatchObject([
      { result: "fail", reason: "group capacity reached" },
    ]);
    expect(await owner.api.post("/group/destroy", { group_id: gid })).toMatchObject({ data: true });
    await heard(device, "DESTROYED", gid);
  });
});
