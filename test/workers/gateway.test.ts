/** Connections that a gateway holds for a hub: what happens when the two disagree. */

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { causeOf } from "../../client/src/connection/close-verdict";
import { gatewayName, hubStub } from "../../durable-objects/env";
import { pb } from "../../protocol/codec";
import { MAX_ONLINE_DEVICES } from "../../protocol/limits";
import { PlainClient, Storage } from "./support/plain-client";
import { SdkClient } from "./support/sdk-client";
import { hubOf, makePair, type User } from "./support/stage";
import { until } from "./support/until";

/** Connections of gateways that the user's hub has on disk. */
function connectionsIn(user: User): Promise<string[]> {
  return runInDurableObject(hubOf(user), (_instance, { storage: { sql } }) =>
    sql
      .exec<{ connection: string }>("SELECT connection FROM gateway_session WHERE uid = ?", user.uid)
      .toArray()
      .map(({ connection }) => connection),
  );
}

describe("a gateway and a hub", () => {
  it("a connection that is gone and back within a moment is still known when the hub has lost its memory", async () => {
    const [anna] = await makePair();
    const login = { app: anna.app, uid: anna.uid, guid: "guid", platform: 6, userAgent: "", gateway: gatewayName(0) };
    const hub = hubStub(env, anna.app, anna.uid);
    const connection = crypto.randomUUID();
    await hub.login({ ...login, connection });
    await hub.disconnected([{ uid: anna.uid, connection }]);
    await hub.login({ ...login, connection });
    await evictDurableObject(hubOf(anna));
    expect(await connectionsIn(anna)).toEqual([connection]);
    await hub.disconnected([{ uid: anna.uid, connection }]);
    expect(await hub.online([anna.uid])).toEqual([]);
  });

  it("whose connection a killed process took along is not online, and in nobody's way", async () => {
    const [anna] = await makePair();
    const a = await PlainClient.login(anna);
    const hub = hubStub(env, anna.app, anna.uid);
    const login = { app: anna.app, uid: anna.uid, platform: 6, userAgent: "", gateway: gatewayName(0) };
    await hub.login({ ...login, guid: "gone", connection: "gone" });
    const onlineOf = async () => (await hub.devices(anna.uid)).filter(({ online }) => online).map(({ sn }) => sn);
    await evictDurableObject(hubOf(anna));
    expect(await onlineOf()).toEqual([a.sn]);
    expect(await hub.online([anna.uid])).toEqual([anna.uid]);
    a.close();
    await until(async () => expect(await hub.online([anna.uid])).toEqual([]));
    await runInDurableObject(hubOf(anna), (_instance, { storage: { sql } }) => {
      const query = "INSERT INTO gateway_session (uid, connection, sn, gateway) VALUES (?, ?, ?, ?)";
      for (let sn = 1; sn <= MAX_ONLINE_DEVICES; sn++) sql.exec(query, anna.uid, `gone ${sn}`, sn, gatewayName(0));
    });
    await evictDurableObject(hubOf(anna));
    await PlainClient.login(anna);
  });

  it("[UNREAD-1] a connection the hub does not know is told to come back, not left without answers", async () => {
    const [anna, ben] = await makePair();
    const storage = new Storage();
    const b = await PlainClient.login(ben, storage);
    await runInDurableObject(hubOf(ben), (_instance, { storage: { sql } }) => {
      sql.exec("DELETE FROM gateway_session");
    });
    await evictDurableObject(hubOf(ben));
    b.sync(anna.uid);
    const { code } = await b.until(() => b.closed, "the gateway to close");
    expect(code).toBe(4710);
    expect(causeOf({ code })).toMatchObject({ error: "ServerNeedReconnected", number: 710, retry: "now" });
    const again = await PlainClient.login(ben, storage);
    expect(again.sn).toBe(b.sn);
    await (await SdkClient.inbox(anna)).say(ben.uid, "hello");
    await again.got(anna.uid, "hello");
  });

  it("[PUSH-4] a connection the gateway does not know any more is forgotten by the hub", async () => {
    const [anna, ben] = await makePair();
    await PlainClient.login(ben);
    await runInDurableObject(hubOf(ben), (_instance, { storage: { sql } }) => {
      sql.exec("UPDATE gateway_session SET connection = 'long gone'");
    });
    await evictDurableObject(hubOf(ben));
    const a = await SdkClient.inbox(anna);
    await a.say(ben.uid, "to nobody");
    const b = await PlainClient.login(ben);
    await b.got(anna.uid, "to nobody");
    const known = await runInDurableObject(hubOf(ben), (_instance, { storage: { sql } }) =>
      sql.exec<{ sn: number }>("SELECT sn FROM gateway_session").toArray(),
    );
    expect(known).toEqual([{ sn: b.sn }]);
  });

  it("[TR-7] [INV-10] a refused login is closed by the alarm, in 10 minutes, and holds no timer until then", async () => {
    const [anna] = await makePair();
    const client = await PlainClient.connect(anna);
    const provision = { xid: { uid: anna.uid }, token: "no token", os_type: 6, device_guid: "a device" };
    client.frame(pb.Frame.Command.PROVISION, pb.Provision.encode(provision).finish());
    const gateways = [...Array(Number(env.GATEWAYS)).keys()].map((at) => env.GATEWAY.getByName(gatewayName(at)));
    const alarmOf = (gateway: DurableObjectStub) => runInDurableObject(gateway, (_, { storage }) => storage.getAlarm());
    const at = await until(async () => {
      const alarms = await Promise.all(gateways.map(alarmOf));
      const alarm = alarms.find((each) => each !== null);
      if (!alarm) throw new Error("none is set");
      return alarm;
    });
    expect(at - Date.now()).toBeGreaterThan(590_000);
    // Early, as after another one's refusal: it stays, and so does its alarm.
    await Promise.all(gateways.map((gateway) => runDurableObjectAlarm(gateway)));
    expect(await Promise.all(gateways.map(alarmOf))).toContain(at);
    expect(client.closed).toBeNull();
    client.close();
  });
});
