import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Archive, type ArchivePort } from "../../../durable-objects/conversation/archive.ts";
import type { Facts } from "../../../durable-objects/conversation/facts.ts";
import type { Log, LogRow } from "../../../durable-objects/conversation/log.ts";
import { midAt } from "../../../protocol/ids.ts";

/** Longer than every timer of the archive, shorter than its alarm. */
const ROUND_MS = 600;

class Scene {
  readonly facts = new Map<string, string>([["archived", "0"]]);
  readonly head = { mid: 0, seq: 0 };
  readonly #mids: number[] = [];
  /** Seqs of each call, in order. */
  readonly written: number[][] = [];
  readonly alarm = { set: vi.fn(), clear: vi.fn() };
  readonly confirm = vi.fn(async () => {});
  /** While set, D1 takes as long. */
  answer: Promise<void> = Promise.resolve();
  readonly archive: Archive;

  constructor(lingerMs = 0) {
    const log = {
      head: this.head,
      after: (mid: number, limit: number) => this.#rows(mid, limit),
      find: () => null,
      span: () => [],
    };
    const facts = {
      get: (name: string) => this.facts.get(name) ?? null,
      set: (name: string, value: string) => this.facts.set(name, value),
    };
    const port: Partial<ArchivePort> = {
      alarm: this.alarm,
      app: "app",
      conversation: "g:1",
      kind: "group",
      db: { prepare: () => ({ bind: () => ({ run: async () => ({}) }) }) } as unknown as ArchivePort["db"],
      store: (writes) => this.#store(writes),
      delivered: () => true,
      announce: () => {},
      lingerMs,
      nudge: () => {},
      confirm: this.confirm,
      mirror: async () => {},
      failed: (error) => {
        throw error;
      },
    };
    this.archive = new Archive(log as unknown as Log, facts as unknown as Facts, port as ArchivePort);
  }

  /** `pauseMs` after what was said last. */
  say(count: number, pauseMs = 0): void {
    this.head.mid += midAt(pauseMs) - midAt(0);
    for (let each = 0; each < count; each++) this.#mids.push(++this.head.mid);
    this.head.seq += count;
    this.archive.arm();
  }

  #rows(after: number, limit: number): LogRow[] {
    const from = this.#mids.findIndex((mid) => mid > after);
    if (from < 0) return [];
    return this.#mids.slice(from, from + limit).map((mid, at) => {
      return {
        mid,
        seq: from + at + 1,
        prevMid: this.#mids[from + at - 1] ?? 0,
        sender: 1,
        sn: 1,
        kind: "notice",
        target: 0,
        time: 0,
        meta: null,
      };
    }) as unknown as LogRow[];
  }

  async #store([write]: Parameters<ArchivePort["store"]>[0]): Promise<null> {
    this.written.push((JSON.parse(write?.rows ?? "[]") as number[][]).map(([, seq = 0]) => seq));
    await this.answer;
    return null;
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the archive's rounds", () => {
  it("[INV-7] a row is handed on in time for D1 to have it within a second", async () => {
    const scene = new Scene();
    scene.say(1);
    await vi.advanceTimersByTimeAsync(ROUND_MS);
    expect(scene.written).toEqual([[1]]);
  });

  it("[INV-7] an alarm in the middle of one writes nothing a second time", async () => {
    const scene = new Scene();
    let answered = () => {};
    scene.answer = new Promise((resolve) => {
      answered = resolve;
    });
    scene.say(500);
    await vi.advanceTimersByTimeAsync(ROUND_MS);
    await scene.archive.run();
    answered();
    await vi.advanceTimersByTimeAsync(ROUND_MS);
    expect(scene.written.flat()).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
    expect(scene.facts.get("archived")).toBe("500");
    expect(scene.alarm.clear).toHaveBeenCalled();
  });

  it("[INV-7] what keeps coming does not keep one from its end, where the cursor is stored", async () => {
    const scene = new Scene();
    const store = scene.written.push.bind(scene.written);
    // As much again with every call.
    scene.written.push = (...calls) => {
      if (scene.head.mid < 40_000) scene.say(400);
      return store(...calls);
    };
    scene.say(400);
    await vi.advanceTimersByTimeAsync(ROUND_MS);
    await scene.archive.run();
    expect(Number(scene.facts.get("archived"))).toBeGreaterThan(0);
    expect(scene.head.mid).toBeLessThan(40_000);
    await vi.advanceTimersByTimeAsync(100 * ROUND_MS);
    expect(scene.facts.get("archived")).toBe(String(scene.head.mid));
    expect(scene.written.flat()).toEqual(Array.from({ length: scene.head.mid }, (_, at) => at + 1));
  });
});

describe("an archive that lingers", () => {
  const LINGER_MS = 20_000;

  it("sets the alarm once, and stores the cursor once, for messages that follow each other", async () => {
    const scene = new Scene(LINGER_MS);
    scene.say(1);
    await vi.advanceTimersByTimeAsync(LINGER_MS / 2);
    expect(scene.facts.get("archived"), "nobody has answered yet").toBe("1");
    for (let count = 0; count < 9; count++) {
      scene.say(1);
      await vi.advanceTimersByTimeAsync(LINGER_MS / 2);
    }
    expect(scene.written.flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(scene.facts.get("archived")).toBe("1");
    expect(scene.alarm.set).toHaveBeenCalledTimes(2);
    expect(scene.confirm).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(LINGER_MS);
    expect(scene.facts.get("archived")).toBe("10");
    expect(scene.confirm).toHaveBeenCalledTimes(2);
    expect(scene.alarm.clear).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not linger after an entry that comes long after the one before, nor does its alarm", async () => {
    const scene = new Scene(LINGER_MS);
    scene.say(1);
    expect(scene.alarm.set.mock.lastCall?.[0]).toBeLessThan(Date.now() + LINGER_MS);
    await vi.advanceTimersByTimeAsync(ROUND_MS);
    scene.say(1, LINGER_MS);
    expect(scene.alarm.set.mock.lastCall?.[0]).toBeLessThan(Date.now() + LINGER_MS);
    await vi.advanceTimersByTimeAsync(ROUND_MS);
    expect(scene.facts.get("archived")).toBe(String(scene.head.mid));
    expect(vi.getTimerCount()).toBe(0);
  });

  it("[INV-7] sets the alarm for later than it lingers, and stores the cursor when it comes all the same", async () => {
    const scene = new Scene(LINGER_MS);
    scene.say(1);
    await vi.advanceTimersByTimeAsync(ROUND_MS);
    const nowMs = Date.now();
    scene.say(1);
    expect(scene.alarm.set.mock.lastCall?.[0]).toBeGreaterThan(nowMs + LINGER_MS);
    await vi.advanceTimersByTimeAsync(ROUND_MS);
    await scene.archive.run();
    expect(scene.facts.get("archived")).toBe("2");
    // What comes now needs an alarm of its own.
    scene.say(1);
    expect(scene.alarm.set).toHaveBeenCalledTimes(3);
  });
});
