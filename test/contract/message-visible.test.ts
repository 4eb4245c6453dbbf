/** What existing clients get to see of messages by REST, over both of their transports. */

import { describe, expect, it } from "vitest";
import { useStage } from "../e2e/plain/stage.ts";
import type { TestUser } from "../support/private-server.ts";

describe.each(["raw", "socketio"] as const)("an existing client over %s", (transport) => {
  const stage = useStage(transport);
  const send = async (from: TestUser, to: number, content: string, more: Record<string, unknown> = {}) => {
    const body = { type: 1, targets: [to], content_type: 0, content, ...more };
    const [mid = 0] = (await from.api.post("/message/send", body)).msg_ids ?? [];
    return mid;
  };

  it("[REST-4] shows a system message as of user 0, now and at a later login", async () => {
    const { pair, online, app } = stage.current;
    const [anna, ben] = await pair();
    const a = await online(anna);
    const admin = await app.admin();
    const body = { type: 1, targets: [anna.uid, ben.uid], content_type: 0, content: "maintenance at noon" };
    expect((await admin.post("/message/notify", body)).data).toBe(true);
    expect(await a.got(0, "maintenance at noon")).toMatchObject({ from: 0, to: anna.uid, status: 0 });
    const { body: shown } = await a.event("message");
    expect(shown).toMatchObject({ is_system: true });
    const b = await online(ben);
    expect(b.unreads[0]).toContainEqual(expect.objectContaining({ xid: 0, n: 1 }));
    await b.got(0, "maintenance at noon");
    await a.operate("READ_ACK", { to: 0, mid: a.store.of(0)[0]?.id ?? 0 });
  });

  it("[REST-4] shows a system message of a group in its place", async () => {
    const { pair, online, group, app } = stage.current;
    const [anna, ben] = await pair();
    const gid = await group(anna, [ben]);
    const b = await online(ben);
    b.memory.groups.add(gid);
    const body = { type: 2, targets: [gid], content_type: 0, content: "the group is archived" };
    expect((await (await app.admin()).post("/message/notify", body)).data).toBe(true);
    expect(await b.got(gid, "the group is archived")).toMatchObject({ from: 0, to: gid });
  });

  it("[REST-5] takes a recalled message away, on every device of both", async () => {
    const { pair, online } = stage.current;
    const [anna, ben] = await pair();
    const [a, b1, b2] = await Promise.all([online(anna), online(ben), online(ben)]);
    const mid = await send(anna, ben.uid, "a slip");
    const seen = [
      [a, ben.uid],
      [b1, anna.uid],
      [b2, anna.uid],
    ] as const;
    for (const [client, xid] of seen) expect(await client.got(xid, "a slip")).toMatchObject({ id: mid });
    await anna.api.post("/message/recall", { conversation_id: ben.uid, msg_id: mid });
    for (const [client, xid] of seen) {
      expect(await client.event("operation", "RECALL")).toMatchObject({ from: anna.uid, mid });
      expect(client.store.find(xid, mid)).toBeNull();
    }
  });

  it("[REST-7] lets a message of an AI grow piece by piece, many a second, to the same text everywhere", async () => {
    const { pair, online } = stage.current;
    const [robot, ben] = await pair();
    const [r, b] = await Promise.all([online(robot), online(ben)]);
    const ext = JSON.stringify({ ai: { stream: true, finish: false } });
    const related_mid = await send(robot, ben.uid, "0", { ext });
    await b.got(robot.uid, "0");
    const pieces = Array.from({ length: 40 }, (_, n) => ` ${n + 1}`);
    for (const content of pieces) {
      const piece = { type: 1, targets: [ben.uid], content_type: 11, content, related_mid };
      expect((await robot.api.post("/ai/message/send", piece)).code).toBe(200);
    }
    const whole = `0${pieces.join("")}`;
    const finish = { content_type: 12, related_mid, ext: JSON.stringify({ ai: { finish: true } }) };
    await send(robot, ben.uid, whole, finish);
    await Promise.all([b.event("operation", "REPLACE"), r.event("operation", "REPLACE")]);
    for (const [client, xid] of [
      [b, robot.uid],
      [r, ben.uid],
    ] as const) {
      expect(client.store.find(xid, related_mid)).toMatchObject({ content: whole });
      const appended = client.events.flatMap((event) =>
        event.is === "operation" && event.name === "APPEND" ? [event.body.content] : [],
      );
      expect(appended).toEqual(pieces);
      expect(JSON.parse(client.store.find(xid, related_mid)?.ext ?? "{}")).toEqual({
        ai: { stream: true, finish: true },
      });
    }
    expect((await b.history(robot.uid, 0, 20)).messages.map(({ content }) => content)).toEqual([whole]);
  });
});
