import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BLOCK_SIZE,
  blockOf,
  conversationKey,
  conversationName,
  conversationOf,
  EPOCH_MS,
  hubName,
  isGroupId,
  midAt,
  midTime,
  nextMid,
  parseConversationName,
  slotOf,
  xidFor,
} from "../../../protocol/ids.ts";

const userId = fc.integer({ min: 1, max: 2 ** 40 }).map((n) => Math.floor(n / 256) * 512 + (n % 256));

describe("ids", () => {
  it("an id tells its kind: even blocks are users, odd blocks groups", () => {
    expect(isGroupId(0)).toBe(false);
    expect(isGroupId(BLOCK_SIZE - 1)).toBe(false);
    expect(isGroupId(BLOCK_SIZE)).toBe(true);
    expect(isGroupId(2 * BLOCK_SIZE)).toBe(false);
    expect(blockOf(2 * BLOCK_SIZE - 1)).toBe(1);
  });

  it("a hub holds 256 neighbours of one app", () => {
    expect(hubName("app", 512)).toBe(hubName("app", 767));
    expect(hubName("app", 512)).not.toBe(hubName("app", 768));
    expect(hubName("app", 512)).not.toBe(hubName("other", 512));
  });

  it("two users mean one conversation, and each calls it by the other", () => {
    fc.assert(
      fc.property(userId, userId, (a, b) => {
        const conversation = conversationOf(a, b);
        expect(conversationOf(b, a)).toEqual(conversation);
        expect([xidFor(conversation, a), xidFor(conversation, b)]).toEqual([b, a]);
        const parsed = parseConversationName(conversationName("app", conversation));
        expect(parsed).toEqual({ app: "app", conversation });
      }),
    );
  });

  it("a group is called the same by all", () => {
    const conversation = conversationOf(512, 256);
    expect(conversation).toEqual({ kind: "group", gid: 256 });
    expect([conversationKey(conversation), xidFor(conversation, 512)]).toEqual(["g:256", 256]);
  });

  it.each(["", "app", "app:x:1", "app:u:1", "app:u:1:2:3", "app:g:", ":g:1", "app:g:1x"])("%j is no name", (name) => {
    expect(parseConversationName(name)).toBeNull();
  });
});

describe("mids", () => {
  it("are ordered by time and grow also when the clock stands still or goes back", () => {
    const times = fc.array(fc.integer({ min: EPOCH_MS, max: EPOCH_MS + 10 ** 12 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(times, (clock) => {
        let last = 0;
        for (const nowMs of clock) {
          const mid = nextMid(last, nowMs);
          expect(mid).toBeGreaterThan(last);
          expect(midTime(mid)).toBeGreaterThanOrEqual(nowMs);
          last = mid;
        }
      }),
    );
  });

  it("[OP-4] of two conversations in one millisecond differ, and keep their time", () => {
    const one = nextMid(0, EPOCH_MS + 5, slotOf("u:512:513"));
    const other = nextMid(0, EPOCH_MS + 5, slotOf("g:256"));
    expect(one).not.toBe(other);
    expect([midTime(one), midTime(other)]).toEqual([EPOCH_MS + 5, EPOCH_MS + 5]);
  });

  it("stay below 2^53 until the year 2090, and tell their time", () => {
    expect(midAt(Date.UTC(2090, 0))).toBeLessThan(2 ** 53);
    expect(midTime(midAt(EPOCH_MS + 12_345))).toBe(EPOCH_MS + 12_345);
  });
});
