/** D1 follows the logs, whatever happens to it, to the alarm and to the object. */

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { pb } from "../../protocol/codec";
import { archivedRows, expectArchived, logRows } from "./support/log";
import { SdkClient } from "./support/sdk-client";
import { between, keyBetween, makePair } from "./support/stage";
import { until } from "./support/until";

const { RECALL, APPEND, REPLACE } = pb.MessageOperation.OpType;

async function breakArchive(): Promise<void> {
  await env.DB.prepare("ALTER TABLE messages RENAME TO messages_away").run();
}

async function mendArchive(): Promise<void> {
  await env.DB.prepare("ALTER TABLE messages_away RENAME TO messages").run();
}

let broken = false;

afterEach(async () => {
  if (broken) await mendArchive();
  broken = false;
});

describe("the archive", () => {
  it("[INV-7] has every row soon, without anybody asking", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    await a.say(ben.uid, "one");
    await until(async () => expect(await archivedRows(anna.app, keyBetween(anna, ben))).toHaveLength(1));
    expect(await archivedRows(anna.app, keyBetween(anna, ben))).toEqual(await logRows(between(anna, ben)));
  });

  it("[INV-7] equals the log after recalls and edits of rows that were there already", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    const mids = [];
    for (const text of ["gone", "longer", "other"]) mids.push((await a.say(ben.uid, text)).mid);
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    const [gone = 0, longer = 0, other = 0] = mids;
    await a.operate(ben.uid, RECALL, gone, ben.uid);
    await a.operate(ben.uid, APPEND, longer, ben.uid, " now");
    await a.operate(ben.uid, REPLACE, other, ben.uid, "new");
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    const contents = (await archivedRows(anna.app, keyBetween(anna, ben))).map((row) => row[10]);
    expect(contents.slice(0, 3)).toEqual(["", "longer now", "new"]);
  });

  it("[INV-7] D1 refusing delays rows and loses none; chat goes on meanwhile, also over evictions", async () => {
    const [anna, ben] = await makePair();
    const [a, b] = await Promise.all([SdkClient.inbox(anna), SdkClient.inbox(ben)]);
    await a.say(ben.uid, "before");
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    await breakArchive();
    broken = true;
    const { mid } = await a.say(ben.uid, "during");
    await runDurableObjectAlarm(between(anna, ben));
    await evictDurableObject(between(anna, ben));
    await a.operate(ben.uid, APPEND, mid, ben.uid, " the outage");
    await runDurableObjectAlarm(between(anna, ben));
    await runDurableObjectAlarm(between(anna, ben));
    await b.got(anna.uid, "APPEND the outage");
    await mendArchive();
    broken = false;
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    expect((await archivedRows(anna.app, keyBetween(anna, ben))).map((row) => row[10])).toEqual([
      "before",
      "during the outage",
      " the outage",
    ]);
  });

  it("[INV-7] an alarm that fires twice, or with nothing to do, changes nothing", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    await a.say(ben.uid, "one");
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    const rows = await archivedRows(anna.app, keyBetween(anna, ben));
    const alarm = () => runInDurableObject(between(anna, ben), async (instance: DurableObject) => instance.alarm?.());
    await Promise.all([alarm(), alarm()]);
    await alarm();
    expect(await archivedRows(anna.app, keyBetween(anna, ben))).toEqual(rows);
    await a.say(ben.uid, "two");
    await Promise.all([alarm(), alarm()]);
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
  });

  it("[INV-7] an alarm that was lost is set again when the object wakes", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    await breakArchive();
    broken = true;
    await a.say(ben.uid, "waiting");
    await runInDurableObject(between(anna, ben), (_instance, { storage }) => storage.deleteAlarm());
    await evictDurableObject(between(anna, ben));
    await mendArchive();
    broken = false;
    const alarm = await runInDurableObject(between(anna, ben), (_instance, { storage }) => storage.getAlarm());
    expect(alarm).not.toBeNull();
    await until(async () => expect(await archivedRows(anna.app, keyBetween(anna, ben))).toHaveLength(1));
  });

  it("[INV-10] the alarm stops once D1 has everything", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    await a.say(ben.uid, "one");
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    await until(async () => {
      await runDurableObjectAlarm(between(anna, ben));
      const alarm = await runInDurableObject(between(anna, ben), (_instance, { storage }) => storage.getAlarm());
      expect(alarm).toBeNull();
    });
  });

  it("[INV-1] what was committed and not delivered before a crash is announced by the alarm", async () => {
    const [anna, ben] = await makePair();
    const a = await SdkClient.inbox(anna);
    const b = await SdkClient.inbox(ben);
    await a.say(ben.uid, "known");
    await b.got(anna.uid, "known");
    await expectArchived(anna.app, keyBetween(anna, ben), between(anna, ben));
    // As if the process had ended between the commit and the call to Ben's hub.
    await runInDurableObject(between(anna, ben), (_instance, { storage }) => {
      const { mid, seq, meta } = storage.sql
        .exec<{ mid: number; seq: number; meta: ArrayBuffer }>("SELECT mid, seq, meta FROM log ORDER BY mid DESC")
        .toArray()[0] ?? { mid: 0, seq: 0, meta: new ArrayBuffer(0) };
      const sent = pb.Meta.decode(new Uint8Array(meta));
      const lost = pb.Meta.encode({ ...sent, id: mid + 1, seq: seq + 1 }).finish();
      storage.sql.exec(
        "INSERT INTO log SELECT ?, ?, sender, sn, kind, target, time, 'lost', ? FROM log WHERE mid = ?",
        mid + 1,
        seq + 1,
        lost,
        mid,
      );
      return storage.setAlarm(Date.now());
    });
    await evictDurableObject(between(anna, ben));
    await runDurableObjectAlarm(between(anna, ben));
    await b.until(() => b.held(anna.uid).seq === 2, "the entry that nobody delivered");
  });
});
