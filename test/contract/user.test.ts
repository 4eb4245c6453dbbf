import { beforeAll, describe, expect, it } from "vitest";
import { isGroupId } from "../../protocol/ids.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  app = await server.current.app("users");
  alice = await app.user("alice");
  bob = await app.user("bob");
});

describe("registration", () => {
  const register = (username: unknown, password: unknown = "secret") =>
    app.api.post("/user/register/v2", { username, password });

  it("answers the new user's settings", async () => {
    const { code, data } = await register("carol_1");
    expect(code).toBe(200);
    const { user_id } = data as { user_id: number };
    expect(data).toMatchObject({ id: user_id, auth_mode: 0, no_push: false, vibratory: false });
    expect(isGroupId(user_id)).toBe(false);
  });

  it.each(["dora", "多拉", "Ünïcödé_9", "_", "x".repeat(64)])("takes the name %s", async (name) => {
    expect((await register(name)).code).toBe(200);
  });

  it.each(["", "with space", "dot.ted", "12345", "１２３４５", "maxim_fan", "MTA1", "x".repeat(65), "a@b"])(
    "refuses the name %j",
    async (name) => {
      const { code, message } = await register(name);
      expect(code).toBe(10002);
      expect(message).toMatch(/^username must/);
    },
  );

  it("refuses a name that is taken", async () => {
    expect(await register("alice")).toMatchObject({ code: 10004, data: null });
  });

  it("gives a name that two want at once to one of them", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => register("wanted")));
    expect(answers.map(({ code }) => code).sort()).toEqual([10004, 10004, 10004, 10004, 10004, 200].sort());
  });

  it.each([undefined, "", 7, null])("refuses the password %j", async (password) => {
    const { code } = await app.api.post("/user/register/v2", { username: "eve", password });
    expect(code).toBe(10002);
  });

  it("is closed where the app says so", async () => {
    const closed = await server.current.app("users-closed", { settings: { open_register: false } });
    const answer = await closed.api.post("/user/register/v2", { username: "eve", password: "secret" });
    expect(answer).toMatchObject({ code: 40001, data: null });
  });

  it("keeps the names of apps apart", async () => {
    const other = await server.current.app("users-other");
    expect((await other.api.post("/user/register/v2", { username: "alice", password: "secret" })).code).toBe(200);
  });

  it("stores no password", async () => {
    const row = await server.current.database
      .prepare("SELECT password FROM users WHERE uid = ?")
      .bind(alice.uid)
      .first<{ password: string }>();
    expect(row?.password).toMatch(/^scrypt\$4096\$8\$1\$/);
    expect(row?.password).not.toContain(alice.password);
  });
});

describe("/user/profile", () => {
  it("is the caller's own", async () => {
    const { data } = await alice.api.get("/user/profile");
    expect(data).toMatchObject({ user_id: alice.uid, username: "alice", nick_name: "", private_info: "" });
  });
});

describe("/user/device/list", () => {
  it("is an array, also for who never connected", async () => {
    expect((await alice.api.get("/user/device/list")).data).toEqual([]);
  });
});

describe("/roster/list", () => {
  const befriend = (uid: number, friend: number, relation = 0) =>
    server.current.database
      .prepare("INSERT INTO roster (app, uid, friend, alias, relation, updated_at) VALUES ('users', ?, ?, 'B', ?, 0)")
      .bind(uid, friend, relation)
      .run();

  it("GET is an empty array for who has no friends", async () => {
    expect(await bob.api.get("/roster/list", { cursor: "" })).toEqual({ code: 200, message: null, data: [] });
  });

  it("GET lists friends and pages by cursor", async () => {
    const owner = await app.user("popular");
    const friends = Array.from({ length: 5 }, (_, index) => 3_000_000 + index);
    for (const friend of friends) await befriend(owner.uid, friend);
    await befriend(owner.uid, 3_000_009, 3);
    expect((await owner.api.get("/roster/list")).data).toEqual(friends);
    const first = await owner.api.get("/roster/list", { limit: 3 });
    expect(first).toMatchObject({ data: friends.slice(0, 3), cursor: String(friends[2]) });
    const second = await owner.api.get("/roster/list", { limit: 3, cursor: first.cursor });
    expect(second).toEqual({ code: 200, message: null, data: friends.slice(3) });
  });

  it("POST describes friends, strangers and the caller, and leaves out who does not exist", async () => {
    await befriend(alice.uid, bob.uid);
    const carl = await app.user("carl");
    const { data } = await alice.api.post("/roster/list", { list: [bob.uid, String(carl.uid), alice.uid, 5] });
    const items = data as { user_id: number }[];
    expect(items.sort((a, b) => a.user_id - b.user_id)).toMatchObject([
      { user_id: alice.uid, username: "alice" },
      { user_id: bob.uid, username: "bob", alias: "B", relation: 0 },
      { user_id: carl.uid, username: "carl", alias: "", relation: 2 },
    ]);
  });

  it("POST shows nobody of another app", async () => {
    const stranger = await (await server.current.app("users-far")).user("far");
    expect((await alice.api.post("/roster/list", { list: [stranger.uid] })).data).toEqual([]);
  });

  it("POST refuses what is no list of ids", async () => {
    expect(await alice.api.post("/roster/list", { list: [bob.uid, "bob"] })).toMatchObject({ code: 10002 });
  });
});
