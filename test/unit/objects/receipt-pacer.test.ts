import { describe, expect, it } from "vitest";
import { RECEIPT_DISTANCE_MS, ReceiptPacer } from "../../../durable-objects/gateway/receipt-pacer.ts";
import type { FrameOrder } from "../../../durable-objects/rpc/index.ts";

/** A connection under a clock that the test turns; frames are single numbers. */
function connection() {
  let nowMs = 1000;
  let timers: { atMs: number; work: () => void }[] = [];
  const out: [number, number][] = [];
  const pacer = new ReceiptPacer({
    write: (frame) => out.push([nowMs - 1000, frame[0] ?? 0]),
    now: () => nowMs,
    after: (ms, work) => {
      const timer = { atMs: nowMs + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
  return {
    out,
    pacer,
    get timers() {
      return timers.length;
    },
    send: (frame: number, order?: FrameOrder) => pacer.send(new Uint8Array([frame]), order),
    turnTo(ms: number) {
      for (;;) {
        const next = timers.filter(({ atMs }) => atMs <= 1000 + ms).sort((a, b) => a.atMs - b.atMs)[0];
        if (!next) break;
        timers = timers.filter((other) => other !== next);
        nowMs = next.atMs;
        next.work();
      }
      nowMs = 1000 + ms;
    },
  };
}

const D = RECEIPT_DISTANCE_MS;

describe("[PUSH-6] receipts behind acks", () => {
  it("a receipt keeps its distance to the ack before it, and to no other", () => {
    const c = connection();
    c.send(1, "receipt");
    c.send(2, "ack");
    c.turnTo(10);
    c.send(3, "receipt");
    c.turnTo(20);
    c.send(4, "ack");
    c.turnTo(30);
    c.send(5, "receipt");
    c.turnTo(500);
    c.send(6, "receipt");
    expect(c.out).toEqual([
      [0, 1],
      [0, 2],
      [20, 4],
      [D, 3],
      [20 + D, 5],
      [500, 6],
    ]);
    expect(c.timers).toBe(0);
  });

  it("the system conversation keeps its order, everything else passes", () => {
    const c = connection();
    c.send(1, "ack");
    c.send(2, "system");
    c.send(3, "receipt");
    c.send(4, "system");
    c.send(5);
    c.send(6, "ack");
    c.turnTo(D);
    c.send(7, "system");
    expect(c.out).toEqual([
      [0, 1],
      [0, 2],
      [0, 5],
      [0, 6],
      [D, 3],
      [D, 4],
      [D, 7],
    ]);
  });

  it("[INV-10] a connection that is gone leaves no timer", () => {
    const c = connection();
    c.send(1, "ack");
    c.send(2, "receipt");
    c.pacer.end();
    c.turnTo(500);
    expect([c.out, c.timers]).toEqual([[[0, 1]], 0]);
  });
});
