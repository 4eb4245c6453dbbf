/** Login, heartbeat, devices and being replaced, as existing clients see them. */

import { describe, expect, it } from "vitest";
import { LoginRefused } from "../../support/plain/answers.ts";
import { DeviceMemory } from "../../support/plain/device-memory.ts";
import { frameOf } from "../../support/plain/wire.ts";
import type { Stage } from "./stage.ts";

export function loginSuite(stage: { readonly current: Stage }): void {
  const refusal = async (attempt: Promise<void>): Promise<LoginRefused> => {
    const outcome = await attempt.then(
      () => null,
      (error: unknown) => error,
    );
    if (!(outcome instanceof LoginRefused)) throw new Error(`not refused: ${String(outcome)}`);
    return outcome;
  };

  describe("login", () => {
    it("[LOGIN-1] registers, logs in by REST, connects to the discovered host and is let in", async () => {
      const { app, client } = stage.current;
      const anna = await app.user(`anna_${stage.current.transport}`, "a password");
      const page = client(anna);
      await page.login();
      expect(page.sn).toBeGreaterThan(0);
      expect(await page.until(() => page.unreads[0], "the first unread list")).toEqual([]);
    });

    it("[LOGIN-2] a device keeps its serial and another device has its own, whatever serial the client claims", async () => {
      const { user, online } = stage.current;
      const anna = await user();
      const memory = new DeviceMemory(anna.uid);
      const first = await online(anna, memory);
      const { sn } = first;
      await first.close();
      const other = await online(anna, undefined, { xid: { uid: anna.uid, deviceSN: sn } });
      expect(other.sn).not.toBe(sn);
      memory.sn = 77;
      expect((await online(anna, memory)).sn).toBe(sn);
    });

    it("[LOGIN-3] 7: a malformed, expired, foreign-signed or foreign-app token", async () => {
      const { app, user, client, appWith, transport } = stage.current;
      const anna = await user();
      const expired = await app.sign({ uid: anna.uid }, Date.now() - 31 * 86_400_000);
      const admin = await app.sign({ uid: 0, role: "admin" });
      // Another app's token, and the same one claiming to be of this app.
      const foreign = await (await appWith(`foreign-${transport}`)).sign({ uid: anna.uid });
      const [, ours] = anna.token.split(".");
      const forged = foreign.split(".").with(1, String(ours)).join(".");
      for (const token of ["", "not a token", expired, admin, forged]) {
        expect((await refusal(client({ uid: anna.uid, token }).login())).code).toBe(7);
      }
    });

    it("[LOGIN-3] 9: a token of another user", async () => {
      const { pair, client } = stage.current;
      const [anna, ben] = await pair();
      expect((await refusal(client({ uid: ben.uid, token: anna.token }).login())).code).toBe(9);
    });

    it("[LOGIN-3] 10: a frozen user, who is let in again afterwards", async () => {
      const { user, client, hub } = stage.current;
      const anna = await user();
      await hub(anna.uid).setUserStatus(anna.uid, "frozen");
      expect((await refusal(client(anna).login())).code).toBe(10);
      await hub(anna.uid).setUserStatus(anna.uid, "normal");
      await client(anna).login();
    });

    it("[LOGIN-3] 13: a twenty-first device, which is not registered either; a known device may still come", async () => {
      const { user, online, client } = stage.current;
      const anna = await user();
      const memory = new DeviceMemory(anna.uid);
      await online(anna, memory);
      await Promise.all(Array.from({ length: 19 }, () => online(anna)));
      expect((await refusal(client(anna).login())).code).toBe(13);
      const { data } = await anna.api.get("/user/device/list");
      expect(data).toHaveLength(20);
      await client(anna, memory).login();
    });

    it("[LOGIN-3] 15: a token issued to another device", async () => {
      const { app, user, client } = stage.current;
      const { uid } = await user();
      const token = await app.sign({ uid, guid: "the other device" });
      expect((await refusal(client({ uid, token }).login())).code).toBe(15);
      await client({ uid, token }).login({ device_guid: "the other device" });
    });

    it.each([
      [17, { license: "invalid" }],
      [18, { license: "limit" }],
      [19, { status: "frozen" }],
      [19, { status: "banned" }],
    ] as const)("[LOGIN-3] %i: an app that is %j", async (code, options) => {
      const { appWith, client, transport } = stage.current;
      const stopped = await appWith(`stopped-${transport}-${Object.values(options)[0]}`, options);
      const uid = 512 * 8192;
      expect((await refusal(client({ uid, token: await stopped.sign({ uid }) }).login())).code).toBe(code);
    });

    it("[LOGIN-3] 8: no device_guid; the same connection may try again and be let in", async () => {
      const { user, client } = stage.current;
      const anna = await user();
      const page = client(anna);
      expect((await refusal(page.login({ device_guid: "" }))).code).toBe(8);
      expect((await refusal(page.login({ device_guid: "x".repeat(129) }))).code).toBe(8);
      await page.login();
      expect(await page.heartbeat()).toEqual([]);
    });

    it("[TR-3] [TR-4] a client that closes is answered with its own code", async () => {
      const { user, online, transport } = stage.current;
      const page = await online(await user());
      await page.close();
      expect(page.closed).toEqual({ code: transport === "raw" ? 1000 : null });
    });

    it("[LOGIN-4] anything else before login is told to log in first", async () => {
      const { user, client } = stage.current;
      const page = client(await user());
      await page.connect();
      page.sendFrame(frameOf("UNREAD", null));
      page.sync(0);
      await page.until(() => page.errors.length === 2, "two refusals");
      expect(page.errors).toEqual([
        { code: 9, reason: "you must login first" },
        { code: 9, reason: "you must login first" },
      ]);
    });

    it("[LOGIN-5] the same device again: the first connection hears KICK_BY_SAME_DEVICE and is closed", async () => {
      const { user, online, client, transport } = stage.current;
      const anna = await user();
      const memory = new DeviceMemory(anna.uid);
      const first = await online(anna, memory);
      const { guid, sn } = memory;
      const second = client(anna, Object.assign(new DeviceMemory(anna.uid), { guid, sn }));
      await second.login();
      expect(second.sn).toBe(sn);
      await first.event("user", "KICK_BY_SAME_DEVICE");
      const { code } = await first.until(() => first.closed, "the first connection to be closed");
      if (transport === "raw") expect(code).toBe(4111);
      expect(second.closed).toBeNull();
      expect(await second.heartbeat()).toEqual([]);
    });

    it("[LOGIN-6] other devices hear DEVICE_ADDED the first time and DEVICE_LOGIN later, with the serial", async () => {
      const { user, online } = stage.current;
      const anna = await user();
      const watching = await online(anna);
      const memory = new DeviceMemory(anna.uid);
      const added = await online(anna, memory);
      expect((await watching.event("user", "DEVICE_ADDED")).content).toBe(String(added.sn));
      await added.close();
      await online(anna, memory);
      expect((await watching.event("user", "DEVICE_LOGIN")).content).toBe(String(added.sn));
      expect(added.events.filter(({ is }) => is === "user")).toEqual([]);
    });
  });

  describe("heartbeat", () => {
    it("[UNREAD-1] every UNREAD is answered; the first answer lists all conversations, later ones those with n > 0", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const memory = new DeviceMemory(ben.uid);
      const page = await online(ben, memory);
      const writer = await online(anna);
      await writer.say(ben.uid, "hello");
      await page.got(anna.uid, "hello");
      await page.until(() => page.pages.at(-1)?.nextKey === 0, "the end of the sync");
      expect(await page.heartbeat()).toEqual([]);
      expect(await page.heartbeat()).toEqual([]);
      await page.close();
      const again = await online(ben, memory);
      expect(again.unreads[0]).toEqual([{ xid: anna.uid, n: 0, type: 1 }]);
      expect(await again.heartbeat()).toEqual([]);
    });
  });
}
