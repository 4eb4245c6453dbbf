/** Group commit: what shares a commit, in which order, and what one bad item does to the others. */

import { describe, expect, it } from "vitest";
import type { Effects } from "../../../durable-objects/conversation/effects";
import { type CommitPort, Sequencer } from "../../../durable-objects/conversation/sequencer";
import type { Publish, Published } from "../../../durable-objects/rpc";
import { OrioleError } from "../../../protocol/errors";

class Disk implements CommitPort {
  nowMs = 1_000;
  seq = 0;
  reloads = 0;
  readonly commits: number[][] = [];
  #durable: (() => void)[] = [];

  apply({ clientMid }: Publish, nowMs: number, effects: Effects): Published {
    if (clientMid === "refused") throw new OrioleError("MessageInvalid");
    const seq = ++this.seq;
    const entry = { mid: seq, seq, prevMid: seq - 1, from: 1, sn: 1, counts: true, target: 0, time: nowMs };
    effects.entries.push({ entry, echo: false });
    if (clientMid === "broken") throw new Error("disk I/O error");
    return { ok: true, mid: seq, seq, time: nowMs, stored: true };
  }

  synced(): Promise<void> {
    return new Promise((resolve) => this.#durable.push(resolve));
  }

  rolledBack(): void {
    this.reloads++;
    this.seq--;
  }

  committed({ entries }: Effects): void {
    this.commits.push(entries.map(({ entry }) => entry.seq));
  }

  now(): number {
    return this.nowMs;
  }

  unexpected(): void {}

  get syncs(): number {
    return this.#durable.length;
  }

  async becomesDurable(): Promise<void> {
    for (const resolve of this.#durable.splice(0)) resolve();
    await Promise.resolve();
  }
}

function send(sequencer: Sequencer, ...mids: string[]): Published[] {
  const results: Published[] = [];
  const items = mids.map((clientMid) => ({
    uid: 1,
    sn: 1,
    clientMid,
    ns: 1,
    payload: new Uint8Array(0),
    to: 2,
    echo: false,
  }));
  sequencer.submit(items, (settled) => results.push(...settled));
  return results;
}

describe("the sequencer", () => {
  it("commits what comes after a pause at once, and waits for no disk", () => {
    const disk = new Disk();
    const sequencer = new Sequencer(disk);
    for (const _ of [1, 2, 3]) {
      disk.nowMs += 20;
      expect(send(sequencer, "a")).toMatchObject([{ ok: true }]);
    }
    expect([disk.commits, disk.syncs]).toEqual([[[1], [2], [3]], 0]);
  });

  it("gathers a rush into one commit a sync, in order", async () => {
    const disk = new Disk();
    const sequencer = new Sequencer(disk);
    for (const mid of ["a", "b", "c", "d"]) send(sequencer, mid);
    expect(disk.commits).toEqual([[1], [2]]);
    await disk.becomesDurable();
    expect(disk.commits).toEqual([[1], [2], [3, 4]]);
  });

  it("stops waiting where nothing arrives meanwhile, and begins again", async () => {
    const disk = new Disk();
    const sequencer = new Sequencer(disk);
    const syncs: number[] = [];
    for (const mid of ["a", "b", "c", "d", "e", "f", "g"]) {
      send(sequencer, mid);
      syncs.push(disk.syncs);
      await disk.becomesDurable();
    }
    expect(disk.commits).toEqual([[1], [2], [3], [4], [5], [6], [7]]);
    expect(syncs).toEqual([0, 1, 0, 0, 0, 0, 1]);
  });

  it("[INV-9] one item that cannot be applied leaves no trace and lets the others through", () => {
    const disk = new Disk();
    const results = send(new Sequencer(disk), "a", "broken", "refused", "b");
    expect(results).toMatchObject([
      { ok: true, seq: 1 },
      { ok: false, error: "ServerUnknownError" },
      { ok: false, error: "MessageInvalid" },
      { ok: true, seq: 2 },
    ]);
    expect([disk.commits, disk.reloads]).toEqual([[[1, 2]], 1]);
  });
});
