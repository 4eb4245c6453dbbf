/** docs/webhooks.md: which entries an app's server is told, whatever is known of the app while they are stored. */

import { describe, expect, it, vi } from "vitest";
import type { Facts } from "../../../durable-objects/conversation/facts.ts";
import { Forwarder } from "../../../durable-objects/conversation/forwarder.ts";
import type { Log, LogRow } from "../../../durable-objects/conversation/log.ts";
import type { Receiver } from "../../../durable-objects/webhooks/post.ts";

const RECEIVER: Receiver = { url: "https://receiver.example", secrets: [] };

class Scene {
  /** Undefined: D1 has not said yet. */
  receiver: Receiver | null | undefined = RECEIVER;
  up = true;
  readonly told: number[] = [];
  readonly #mids: number[] = [];
  readonly #facts = new Map<string, string>();
  readonly forwarder: Forwarder;
  #nowMs = 0;
  #runs: Promise<void> = Promise.resolve();

  constructor() {
    const mids = this.#mids;
    const log = {
      get head() {
        return { mid: mids.at(-1) ?? 0, seq: mids.length };
      },
      at: (mid: number) => ({ mid, seq: mids.filter((each) => each <= mid).length }),
      after: (mid: number) => mids.filter((each) => each > mid).map(row),
    };
    const facts = {
      get: (name: string) => this.#facts.get(name) ?? null,
      set: (name: string, value: string) => this.#facts.set(name, value),
    };
    this.forwarder = new Forwarder(log as unknown as Log, facts as unknown as Facts, {
      app: "app",
      conversation: "u:1:2",
      fresh: async () => {
        if (this.receiver === undefined) throw new Error("D1 is away");
      },
      receiver: () => this.receiver,
      post: async (_receiver, _id, body) => {
        if (!this.up) return { ok: false, error: "HTTP 503" };
        this.told.push(...(JSON.parse(body) as { events: { mid: number }[] }).events.map(({ mid }) => mid));
        return { ok: true, text: "" };
      },
      alarm: { set: vi.fn(), clear: vi.fn() },
      report: async () => {},
      background: (work) => {
        this.#runs = Promise.all([this.#runs, work]).then(() => {});
      },
      now: () => this.#nowMs,
    });
  }

  /** Stores one more. */
  async say(mid: number): Promise<void> {
    const before = this.#mids.at(-1) ?? 0;
    this.#mids.push(mid);
    this.forwarder.committed(before);
    await this.#runs;
  }

  /** The alarm, once all waits are over. */
  async later(): Promise<void> {
    this.#nowMs += 1_000_000;
    this.forwarder.alarm();
    await this.#runs;
  }

  async replay(after: number): Promise<number> {
    const entries = this.forwarder.replay(after);
    await this.#runs;
    return entries;
  }
}

function row(mid: number): LogRow {
  return { mid, seq: mid, prevMid: 0, sender: 1, sn: 1, kind: "message", target: 0, time: 0, meta: null } as LogRow;
}

describe("the forwarder", () => {
  it("[HOOK-15] a replay from where the receiver has not come yet leaves nothing out", async () => {
    const scene = new Scene();
    await scene.say(1);
    scene.up = false;
    for (const mid of [2, 3, 4]) await scene.say(mid);
    scene.up = true;
    expect(await scene.replay(3)).toBe(3);
    expect(scene.told).toEqual([1, 2, 3, 4]);
    expect(await scene.replay(2)).toBe(2);
    expect(scene.told).toEqual([1, 2, 3, 4, 3, 4]);
  });

  it("[HOOK-13] what is stored while nobody knows whether the app wants it, and what waited, is told once that is known", async () => {
    const scene = new Scene();
    scene.up = false;
    await scene.say(1);
    scene.receiver = undefined;
    await scene.say(2);
    await scene.later();
    Object.assign(scene, { up: true, receiver: RECEIVER });
    await scene.later();
    expect(scene.told).toEqual([1, 2]);
  });

  it("[HOOK-16] and nothing where it turns out that the app wants none", async () => {
    const scene = new Scene();
    scene.receiver = undefined;
    await scene.say(1);
    scene.receiver = null;
    await scene.later();
    scene.receiver = RECEIVER;
    await scene.say(2);
    expect(scene.told).toEqual([2]);
  });
});
