/** From one device to another: secrets and codes to scan. */

import { describe, expect, it } from "vitest";
import { useAccounts } from "../support/accounts.ts";

const accounts = useAccounts("handover");
const { logIn, newUser } = accounts;

describe("from one device to another", () => {
  it("a secret is handed over once, and never stored readable", async () => {
    const { data } = await accounts.app.api.post("/app/secret_info", { secret_text: "the secret", expire_seconds: 60 });
    const { code } = data as { code: string };
    const { results } = await accounts.server.database.prepare("SELECT id, secret FROM handovers").all();
    expect(JSON.stringify(results)).not.toContain("the secret");
    expect(JSON.stringify(results)).not.toContain(code);
    const far = await accounts.server.app("accounts-far");
    expect(await far.api.get("/app/secret_info", { code })).toMatchObject({ code: 10001 });
    expect((await accounts.app.api.get("/app/secret_info", { code })).data).toEqual({ secret_text: "the secret" });
    expect(await accounts.app.api.get("/app/secret_info", { code })).toMatchObject({ code: 10001 });
  });

  it("a QR code logs in whoever confirmed it, once", async () => {
    const user = await newUser();
    const { qr_code } = (await accounts.app.api.get("/app/qr_code")).data as { qr_code: string };
    const poll = () => accounts.app.api.get("/app/qr_login", { qr_code });
    expect((await poll()).data).toEqual({});
    expect(await user.api.post("/app/qr_login", { qr_code: "x" })).toMatchObject({ code: 10001 });
    expect(await user.api.post("/app/qr_login", { qr_code })).toMatchObject({ code: 200 });
    expect(await (await newUser()).api.post("/app/qr_login", { qr_code })).toMatchObject({ code: 10001 });
    const { username, password } = (await poll()).data as { username: string; password: string };
    expect(username).toBe(user.name);
    expect(await poll()).toMatchObject({ code: 10001 });
    expect((await logIn(username, password)).code).toBe(200);
    expect((await logIn(username, password)).code).toBe(11001);
  });

  it("a QR code names the address that the client used, through a proxy as well", async () => {
    const { url } = (await accounts.app.api.with({ "x-forwarded-proto": "https" }).get("/app/qr_code")).data as {
      url: string;
    };
    expect(url).toMatch(`https://${new URL(accounts.server.url).host}/app/qr_login?qr_code=`);
  });
});
