import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../support/api.ts";
import { type TestApp, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;
let admin: Api;

beforeAll(async () => {
  app = await server.current.app("app-settings", { settings: { max_groups: 7, an_older_one: true } });
  admin = await app.admin();
});

const registered = async (name: string) =>
  (await app.api.post("/user/register/v2", { username: name, password: "secret of it" })).code;

describe("/app/settings", () => {
  it("shows every setting with its default, and no secret", async () => {
    const { data } = await admin.get("/app/settings");
    expect(data).toMatchObject({ open_register: true, max_groups: 7, max_groups_founded: 2_000, after_send_url: "" });
    expect(JSON.stringify(data)).not.toContain("secret");
  });

  it("changes what is given and nothing else, at once here; null gives the default back", async () => {
    expect(await registered("before")).toBe(200);
    const closed = await admin.post("/app/settings", { open_register: false, max_groups: null });
    expect(closed.data).toMatchObject({ open_register: false, max_groups_founded: 2_000 });
    expect(closed.data).not.toHaveProperty("max_groups");
    expect(await registered("meanwhile")).toBe(40001);
    const body = JSON.stringify({ open_register: null });
    expect((await admin.call("PUT", "/app/settings", {}, body)).data).toMatchObject({ open_register: true });
    expect(await registered("after")).toBe(200);
  });

  it("a change that this isolate did not make is in force after some seconds", async () => {
    expect(await registered("known")).toBe(200);
    await server.current.database
      .prepare(
        "UPDATE apps SET settings = json_set(settings, '$.open_register', json('false')) WHERE id = 'app-settings'",
      )
      .run();
    let count = 0;
    await expect.poll(() => registered(`later${count++}`), { interval: 250 }).toBe(40001);
    await admin.post("/app/settings", { open_register: true });
  });

  it("two who change different settings do not undo each other", async () => {
    const names = ["max_groups", "max_groups_founded", "max_groups_joined", "password_tries"];
    await Promise.all(names.map((name) => admin.post("/app/settings", { [name]: 42 })));
    expect((await admin.get("/app/settings")).data).toMatchObject(Object.fromEntries(names.map((name) => [name, 42])));
  });

  it.each([
    { no_such_setting: 1 },
    { secret: "mine" },
    { open_register: "yes" },
    { max_groups: -1 },
    { before_send_timeout_ms: 60_000 },
    { before_send_on_failure: "shrug" },
    { after_send_url: "ftp://example.com/" },
    { after_send_url: "not a url" },
    { after_send_url: "https://user:word@example.com/" },
    { after_send_url: "https://:word@example.com/" },
    { rate_user: 0 },
  ])("[INV-9] refuses %j and changes nothing", async (wrong) => {
    const before = await admin.get("/app/settings");
    expect(await admin.post("/app/settings", { ...wrong, hide_member_info: true })).toMatchObject({ code: 10002 });
    expect(await admin.get("/app/settings")).toEqual(before);
  });
});
