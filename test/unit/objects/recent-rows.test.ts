/** The newest rows of a log in memory: what they answer is what the table would, or nothing. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogRow } from "../../../durable-objects/conversation/log";
import { RecentRows } from "../../../durable-objects/conversation/recent-rows";

const row = (mid: number, bytes: number): LogRow => ({
  mid,
  seq: mid,
  prevMid: 0,
  sender: 1,
  sn: 1,
  kind: "message",
  target: 0,
  time: mid,
  meta: new Uint8Array(bytes),
});

const HEAD = 10;

describe("recent rows", () => {
  it("agree with the table wherever they answer", () => {
    const sizes = fc.array(fc.constantFrom(1, 100, 9_000, 60_000), { maxLength: 60 });
    const question = fc.record({ mid: fc.nat(80), count: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(sizes, fc.array(question), (written, questions) => {
        const table = written.map((bytes, at) => row(HEAD + 1 + at, bytes));
        const recent = new RecentRows(HEAD);
        for (const each of table) recent.push(each);
        for (const { mid, count } of questions) {
          const after = recent.after(mid, count);
          if (after) expect(after).toEqual(table.filter((each) => each.mid > mid).slice(0, count));
          const upTo = recent.upTo(mid, count);
          if (upTo) expect(upTo).toEqual(table.filter((each) => each.mid <= mid).slice(-count));
          const found = recent.find(mid);
          if (found) expect(found).toBe(table.find((each) => each.mid === mid));
        }
      }),
    );
  });

  it("know everything after the head that they began with, until there is too much of it", () => {
    const recent = new RecentRows(HEAD);
    expect(recent.after(HEAD, 9)).toEqual([]);
    expect(recent.after(HEAD - 1, 9)).toBeNull();
    for (let mid = HEAD + 1; mid <= HEAD + 1_024; mid++) recent.push(row(mid, 1));
    expect(recent.after(HEAD, 2_000)).toHaveLength(1_024);
    recent.push(row(HEAD + 1_025, 1));
    expect(recent.after(HEAD, 2_000)).toBeNull();
    expect(recent.after(HEAD + 600, 2_000)).toHaveLength(425);
  });

  it("hold what became of a message, and leave alone what was handed out before", () => {
    const recent = new RecentRows(HEAD);
    recent.push(row(HEAD + 1, 5));
    const [before] = recent.after(HEAD, 1) ?? [];
    recent.rewrite(HEAD + 1, null);
    expect(before?.meta).toHaveLength(5);
    expect(recent.find(HEAD + 1)?.meta).toBeNull();
    recent.rewrite(HEAD + 9, new Uint8Array(3));
    expect(recent.after(HEAD, 9)).toHaveLength(1);
  });
});
