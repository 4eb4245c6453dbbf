import { describe, expect, it } from "vitest";
import type { Listed } from "../../../durable-objects/hub/conversation-list.ts";
import type { Mailbox } from "../../../durable-objects/hub/mailbox.ts";
import { PlainBeginnings } from "../../../durable-objects/hub/plain-beginnings.ts";
import type { PlainSession } from "../../../durable-objects/hub/session.ts";
import type { Position } from "../../../durable-objects/rpc/index.ts";

describe("[UNREAD-2] where a new device begins", () => {
  it("a message that comes while its chat is asked is still to be given", async () => {
    const listed = { name: "u:1:2", isGroup: false, head: { mid: 30, seq: 3 }, read: { mid: 10, seq: 1 } };
    const stored: Position[] = [];
    const cursors = { get: () => null, advance: (_sn: number, _name: string, to: Position) => stored.push(to) };
    const mailbox = { uid: 1, cursors, conversations: { get: () => listed as unknown as Listed } };
    const beginnings = new PlainBeginnings({
      device: () => ({ sn: 5, guid: "g", platform: 6, agent: "", createdMid: 100, lastSeen: 0 }),
      conversation: () => ({
        page: () => Promise.reject(new Error("nobody asked for pages")),
        view: async () => {
          listed.head = { mid: 200, seq: 4 };
          const { head, read } = { head: { mid: 30, seq: 3 }, read: listed.read };
          return { head, headTime: 0, read, unread: 0, peerRead: 0, cleared: 0, member: true };
        },
      }),
    });
    const session = { sn: 5 } as unknown as PlainSession;
    expect(await beginnings.of(mailbox as unknown as Mailbox, session, "u:1:2")).toEqual({ mid: 30, seq: 3 });
    expect(stored).toEqual([{ mid: 30, seq: 3 }]);
  });
});
