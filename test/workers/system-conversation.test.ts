/** [SYS-2] what a user does in its own system conversation stays done, on every device. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { hubStub } from "../../durable-objects/env";
import { pb, toNumber } from "../../protocol/codec";
import { SdkClient } from "./support/sdk-client";
import { hubOf, makeApp, makeUser, type User } from "./support/stage";

const { READ_ACK, READ_ALL, READ_CANCEL, DELETE } = pb.MessageOperation.OpType;

/** What the system says to a user, and the mid of it. */
async function told({ app, uid }: User, content: string): Promise<number> {
  const payload = pb.MessageBody.encode({ type: pb.MessageBody.Type.CHAT, content, is_system: true }).finish();
  const [mid = 0] = await hubStub(env, app, uid).notify([{ uid, ns: 1, from: 0, fromSn: 0, to: uid, payload }]);
  return mid;
}

async function place(device: SdkClient): Promise<{ unread: number; read: number }> {
  const item = (await device.unread()).find(({ xid }) => toNumber(xid?.uid) === 0);
  return { unread: item?.unread ?? -1, read: toNumber(item?.read_mid) };
}

const act = (device: SdkClient, type: pb.MessageOperation.OpType, mid: number) => device.operate(0, type, mid, 0);

async function devices(): Promise<[User, SdkClient, SdkClient]> {
  const user = await makeUser(await makeApp());
  return [user, await SdkClient.inbox(user), await SdkClient.inbox(user)];
}

describe("the system conversation", () => {
  it("[UNREAD-4] counts the system's messages after the read position, and no other notice", async () => {
    const [user, phone] = await devices();
    const mids = [await told(user, "one"), await told(user, "two"), await told(user, "three")];
    expect(await place(phone)).toEqual({ unread: 3, read: 0 });
    expect(await act(phone, READ_ACK, mids[1] ?? 0)).toMatchObject({ code: 1 });
    expect(await place(phone)).toEqual({ unread: 1, read: mids[1] });
    await evictDurableObject(hubOf(user), { webSockets: "hibernate" });
    expect(await place(phone)).toEqual({ unread: 1, read: mids[1] });
    expect(await act(phone, READ_CANCEL, mids[0] ?? 0)).toMatchObject({ code: 1 });
    expect(await place(phone)).toMatchObject({ unread: 3 });
    // Back only: what is unread stays so.
    expect(await act(phone, READ_CANCEL, mids[2] ?? 0)).toMatchObject({ code: 1 });
    expect(await place(phone)).toMatchObject({ unread: 3 });
    expect(await act(phone, DELETE, mids[1] ?? 0)).toMatchObject({ code: 1 });
    expect(await place(phone)).toMatchObject({ unread: 2 });
    await act(phone, READ_ALL, mids[2] ?? 0);
    expect(await place(phone)).toMatchObject({ unread: 0, read: mids[2] });
    expect((await act(phone, READ_ACK, 5)).code).not.toBe(1);
  });

  it("[INV-6] other devices hear of it, also those that were away, and a repetition tells nobody", async () => {
    const [user, phone, tablet] = await devices();
    const mid = await told(user, "one");
    await tablet.got(0, "one");
    const { seq } = tablet.held(0);
    tablet.close();
    await tablet.until(() => tablet.closed, "the close");
    for (let n = 0; n < 2; n++) await act(phone, READ_ACK, mid);
    for (let n = 0; n < 2; n++) await act(phone, DELETE, mid);
    const back = await SdkClient.inbox(user);
    back.conversations.set(0, tablet.held(0));
    await back.unread();
    await back.until(() => back.texts(0).includes("DELETE"), "the deletion");
    expect(back.held(0).seq).toBe(seq + 2);
    const fresh = await SdkClient.inbox(user);
    fresh.pull(0);
    await fresh.until(() => fresh.texts(0).includes("DELETE"), "the whole log");
    // [PULL-3] covered and not shown.
    expect(fresh.texts(0)).toEqual(["READ_ACK", "DELETE"]);
    const hidden = await runInDurableObject(hubOf(user), (_hub, { storage }) =>
      storage.sql.exec("SELECT uid, mid FROM notice_hidden").toArray(),
    );
    expect(hidden).toEqual([{ uid: user.uid, mid }]);
  });
});
