/** The kit's pure rules. */

import { describe, expect, it } from "vitest";
import { mentionQuery } from "../../../client/src/vue/composer/mention-query";
import { quoteText } from "../../../client/src/vue/composer/quote-text";
import { inForce, outranks, roleOf } from "../../../client/src/vue/groups/group-card";
import { memberActions } from "../../../client/src/vue/groups/member-actions";
import { actionsFor } from "../../../client/src/vue/messages/message-actions";
import { attachmentOf, mentions, quoteOf } from "../../../client/src/vue/messages/message-parts";
import { textPieces } from "../../../client/src/vue/messages/text-pieces";
import { remembering, timelineRows } from "../../../client/src/vue/messages/timeline-rows";
import { excerpt } from "../../../client/src/vue/search/use-search";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const dayOf = (timeMs: number) => Math.floor(timeMs / DAY);

type Shown = Parameters<typeof actionsFor>[0];

function message(mid: number, changes: Partial<Shown> = {}): Shown {
  return {
    id: `m${mid}`,
    mid,
    seq: mid,
    xid: 2,
    from: 2,
    device: 1,
    own: false,
    time: mid * MINUTE,
    ctype: "text",
    content: `text ${mid}`,
    attachment: "",
    config: "",
    ext: "",
    status: "received",
    editedAt: 0,
    recalled: false,
    system: false,
    ...changes,
  };
}

describe("timelineRows", () => {
  const shape = (rows: ReturnType<typeof timelineRows>) =>
    rows.map((row) =>
      row.kind === "message" ? `${row.message.mid}${row.first ? "<" : ""}${row.last ? ">" : ""}` : row.kind,
    );

  it("puts a day before its first message, and runs of one author together", () => {
    const messages = [message(1), message(2), message(3, { from: 3 }), message(4, { time: DAY })];
    expect(shape(timelineRows(messages, -1, dayOf))).toEqual(["day", "1<", "2>", "3<>", "day", "4<>"]);
  });

  it("ends a run after five minutes, at midnight, and at what was taken back", () => {
    const apart = [message(1), message(7)];
    expect(shape(timelineRows(apart, -1, dayOf))).toEqual(["day", "1<>", "7<>"]);
    const midnight = [message(1, { time: DAY - 1 }), message(2, { time: DAY })];
    expect(shape(timelineRows(midnight, -1, dayOf))).toEqual(["day", "1<>", "day", "2<>"]);
    const back = [message(1), message(2, { recalled: true }), message(3)];
    expect(shape(timelineRows(back, -1, dayOf))).toEqual(["day", "1<>", "2<>", "3<>"]);
  });

  it("divides once, before the first unread message of somebody else", () => {
    const messages = [message(1), message(2, { own: true, from: 1 }), message(3), message(4)];
    expect(shape(timelineRows(messages, 1, dayOf))).toEqual(["day", "1<>", "2<>", "unread", "3<", "4>"]);
    expect(shape(timelineRows(messages, 4, dayOf))).not.toContain("unread");
  });

  it("asks for the day of a time once a quarter of an hour, with the same answer", () => {
    let asked = 0;
    const counted = remembering((timeMs) => {
      asked++;
      return dayOf(timeMs);
    });
    const times = Array.from({ length: 1000 }, (_, index) => DAY - 500 * MINUTE + index * MINUTE);
    expect(times.map(counted)).toEqual(times.map(dayOf));
    expect(asked).toBeLessThan(70);
  });
});

describe("what a message says beside its text", () => {
  it("reads what was uploaded, whom it means and what it answers", () => {
    const attachment = JSON.stringify({ url: "https://x/y", dName: "bird.png", fLen: 12, width: 3, height: 4 });
    expect(attachmentOf(message(1, { attachment }))).toMatchObject({ url: "https://x/y", name: "bird.png", size: 12 });
    expect(mentions(message(1, { config: '{"mentionList":[7]}' }), 7)).toBe(true);
    expect(mentions(message(1, { config: '{"mentionList":[7]}' }), 8)).toBe(false);
    expect(mentions(message(1, { config: '{"mentionAll":true}' }), 8)).toBe(true);
    expect(mentions(message(1, { own: true, config: '{"mentionAll":true}' }), 8)).toBe(false);
    const ext = JSON.stringify({ reply: { mid: 5, from: 2, text: "who?" } });
    expect(quoteOf(message(9, { ext }))).toEqual({ mid: 5, from: 2, text: "who?" });
  });

  it("takes what is no JSON, or JSON of another kind, for nothing", () => {
    for (const text of ["", "{", "null", "[]", "7", '{"reply":7}', '{"mentionList":"7","mentionAll":1}']) {
      const odd = message(1, { attachment: text, config: text, ext: text });
      expect(attachmentOf(odd).url).toBe("");
      expect(quoteOf(odd)).toBeNull();
      expect(mentions(odd, 7)).toBe(false);
    }
  });

  it("finds links and leaves the punctuation after them", () => {
    const pieces = textPieces("See https://a.example/b?c=1#d. And (http://e.example), not javascript:alert(1)。");
    expect(pieces.filter(({ kind }) => kind === "link").map(({ text }) => text)).toEqual([
      "https://a.example/b?c=1#d",
      "http://e.example",
    ]);
    expect(pieces.map(({ text }) => text).join("")).toBe(
      "See https://a.example/b?c=1#d. And (http://e.example), not javascript:alert(1)。",
    );
  });
});

describe("the composer", () => {
  it("knows a name that is being written after an @", () => {
    expect(mentionQuery("hi @bo", 6)).toEqual({ at: 3, typed: "bo" });
    expect(mentionQuery("@", 1)).toEqual({ at: 0, typed: "" });
    expect(mentionQuery("见@张", 3)).toEqual({ at: 1, typed: "张" });
    expect(mentionQuery("me@example", 10)).toBeNull();
    expect(mentionQuery("hi @bo\nthere", 12)).toBeNull();
    expect(mentionQuery("nobody", 6)).toBeNull();
  });

  it("cuts a quote between letters, not inside of one", () => {
    expect(quoteText("short")).toBe("short");
    expect(Array.from(quoteText("🐦".repeat(500)))).toHaveLength(160);
    expect(quoteText("🐦".repeat(500)).endsWith("🐦…")).toBe(true);
  });
});

describe("who may do what", () => {
  const member = { uid: 5, displayName: "", bannedUntil: 0 };

  it("ranks owner, admins, members and outsiders", () => {
    expect(roleOf(1, 1, [2], [member])).toBe("owner");
    expect(roleOf(2, 1, [2], [member])).toBe("admin");
    expect(roleOf(5, 1, [2], [member])).toBe("member");
    expect(roleOf(9, 1, [2], [member])).toBe("outside");
    expect(outranks("admin", "admin")).toBe(false);
    expect(outranks("owner", "admin")).toBe(true);
    expect(outranks("member", "outside")).toBe(false);
  });

  it("offers what the rank allows", () => {
    expect(memberActions("member", "member", member, 0)).toEqual(["message"]);
    expect(memberActions("admin", "member", member, 0)).toEqual(["message", "ban", "kick", "block"]);
    expect(memberActions("admin", "owner", member, 0)).toEqual(["message"]);
    expect(memberActions("owner", "admin", member, 0)).toEqual([
      "message",
      "demote",
      "transfer",
      "ban",
      "kick",
      "block",
    ]);
    expect(memberActions("owner", "member", { ...member, bannedUntil: 10 }, 5)).toContain("unban");
  });

  it("knows when a ban is in force", () => {
    expect([inForce(-1, 5), inForce(0, 5), inForce(4, 5), inForce(6, 5)]).toEqual([true, false, false, true]);
  });

  it("lets an author take back for five minutes, and who runs the group always", () => {
    const own = message(1, { own: true, time: 0, status: "sent" });
    const reader = { manages: false, receipts: false };
    expect(actionsFor(own, reader, 5 * MINUTE - 1)).toContain("recall");
    expect(actionsFor(own, reader, 5 * MINUTE)).not.toContain("recall");
    expect(actionsFor(message(1), { manages: true, receipts: true }, DAY)).toContain("recall");
    expect(actionsFor(message(1), reader, DAY)).not.toContain("edit");
    expect(actionsFor(message(0, { status: "sending" }), reader, 0)).toEqual([]);
    expect(actionsFor(message(0, { status: "failed" }), reader, 0)).toEqual(["resend", "copy", "discard"]);
  });
});

describe("what is shown of a message that was found", () => {
  it("begins between two words, and anywhere where there are no spaces", () => {
    const { before, match } = excerpt("Good morning! Did you see the oriole at the lake?", "Oriole");
    expect([before, match]).toEqual(["…Did you see the ", "oriole"]);
    expect(excerpt("short oriole", "oriole").before).toBe("short ");
    expect(excerpt(`${"一".repeat(40)}黄鹂`, "黄鹂").before).toBe(`…${"一".repeat(24)}`);
    expect(excerpt("none", "oriole")).toEqual({ before: "none", match: "", after: "" });
  });
});
