/** Registering, and the list of users. */

import { describe, expect, it } from "vitest";
import { useAccounts } from "../support/accounts.ts";

const accounts = useAccounts("registration");
const { logIn, newUser } = accounts;

describe("registering", () => {
  it("many at once is the app's, also where registration is closed", async () => {
    const closed = await accounts.server.app("accounts-closed", { settings: { open_register: false } });
    const list = ["one", "two", "two", "3"].map((username) => ({ username, password: "p" }));
    const { data } = await (await closed.admin()).post("/user/register/batch", { list });
    expect(data).toMatchObject([
      { username: "one", success: true },
      { username: "two", success: true },
      { username: "two", success: false, user_id: 0 },
      { username: "3", success: false },
    ]);
    for (const path of ["/user/register/anonymous", "/user/register/push"]) {
      const credentials = { username: "x", password: "p" };
      expect(await closed.api.post(path, credentials), path).toMatchObject({ code: 40001 });
    }
  });

  it("anonymously makes up what is not given", async () => {
    const { data } = await accounts.app.api.post("/user/register/anonymous", { cid: "c" });
    const { username, password } = data as { username: string; password: string };
    expect((await logIn(username, password)).code).toBe(200);
    const named = { username: "called_so", password: "p" };
    expect((await accounts.app.api.post("/user/register/anonymous", named)).data).toMatchObject(named);
    const user = await newUser();
    expect(await user.api.get("/app/user/name_check", { username: "called_so" })).toMatchObject({ code: 10004 });
    expect(await user.api.get("/app/user/name_check", { username: "free_one" })).toMatchObject({ data: true });
  });

  it("keeps where pushes go", async () => {
    const body = { username: "pushed", password: "p", push_token: "t", alias: "pushed" };
    expect((await accounts.app.api.post("/user/register/push", body)).data).toMatchObject({ push_token: "t" });
  });

  it("registers nobody whose alias for pushes is another's", async () => {
    const register = (username: string, alias: string) =>
      accounts.app.api.post("/user/register/push", { username, password: "p", alias });
    expect(await register("first_called", "the_same_alias")).toMatchObject({ code: 200 });
    expect(await register("second_called", "the_same_alias")).toMatchObject({ code: 12008 });
    const user = await newUser();
    expect(await user.api.get("/app/user/name_check", { username: "second_called" })).toMatchObject({ data: true });
  });
});

describe("the list of users", () => {
  it("gives what it can of a page that is too large, as other lists do", async () => {
    const user = await newUser();
    const { code, data } = await accounts.admin.get("/user/list", { page_size: 100_000 });
    expect(code).toBe(200);
    expect(data).toContainEqual({ user_id: user.uid, username: user.name, status: 0 });
    expect(await accounts.admin.get("/user/list", { page_size: 0 })).toMatchObject({ code: 10002 });
  });
});
