import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConversationLog, type Range } from "../../../client/src/conversation/log";

interface Entry {
  seq: number;
  mid: number;
}
const range = (prev: number, last: number, shown = (_: number) => true): Range<Entry> => {
  const entries: Entry[] = [];
  for (let seq = prev + 1; seq <= last; seq++) if (shown(seq)) entries.push({ seq, mid: seq * 10 });
  return { prev, prevMid: prev * 10, last, lastMid: last * 10, entries };
};
const seqs = (entries: Entry[]) => entries.map(({ seq }) => seq);

describe("a conversation's log", () => {
  it("applies what continues the position and drops what it holds", () => {
    const log = new ConversationLog<Entry>();
    expect(seqs(log.offer(range(0, 2)))).toEqual([1, 2]);
    expect(seqs(log.offer(range(0, 2)))).toEqual([]);
    expect(seqs(log.offer(range(1, 4)))).toEqual([3, 4]);
    expect(log.seq).toBe(4);
    expect(log.mid).toBe(40);
  });

  it("holds what lies behind a gap until the gap is filled", () => {
    const log = new ConversationLog<Entry>();
    log.offer(range(0, 1));
    expect(seqs(log.offer(range(2, 3)))).toEqual([]);
    expect(log.gap).toBe(true);
    expect(seqs(log.offer(range(1, 2)))).toEqual([2, 3]);
    expect(log.gap).toBe(false);
  });

  it("waits for its beginning, which a page, a list or the first entry gives", () => {
    const log = new ConversationLog<Entry>();
    expect(seqs(log.offer(range(57, 58)))).toEqual([]);
    expect(log.known).toBe(false);
    expect(seqs(log.begin(40, 400))).toEqual([]);
    expect(seqs(log.offer(range(40, 57)))).toEqual(Array.from({ length: 18 }, (_, i) => 41 + i));
  });

  it("[PULL-3] moves over entries that have nothing to show", () => {
    const log = new ConversationLog<Entry>();
    expect(seqs(log.offer(range(0, 5, (seq) => seq === 2)))).toEqual([2]);
    expect(log.seq).toBe(5);
  });

  it("gives every entry once and in order, whatever comes when, as often as it likes", () => {
    const pieces = fc.array(
      fc
        .tuple(fc.nat(29), fc.integer({ min: 1, max: 8 }))
        .map(([prev, size]) => [prev, Math.min(30, prev + size)] as const),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(pieces, fc.nat(10), (ranges, base) => {
        const log = new ConversationLog<Entry>();
        const out: Entry[] = [];
        out.push(...log.begin(base, base * 10));
        for (const [prev, last] of ranges) out.push(...log.offer(range(prev, last)));
        expect(seqs(out)).toEqual(Array.from({ length: log.seq - base }, (_, i) => base + 1 + i));
        out.push(...log.offer(range(0, 30)));
        expect(seqs(out)).toEqual(Array.from({ length: 30 - base }, (_, i) => base + 1 + i));
        expect(log.gap).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps its key at or before the position, never after", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 30 }), (ranges) => {
        const log = new ConversationLog<Entry>();
        for (const [prev, size] of ranges) {
          log.offer({ ...range(prev, prev + size), lastMid: 0, prevMid: prev % 2 ? prev * 10 : 0 });
          expect(log.mid).toBeLessThanOrEqual(log.seq * 10);
        }
      }),
    );
  });
});
