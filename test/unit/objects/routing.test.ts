import { describe, expect, it } from "vitest";
import { routeOf } from "../../../durable-objects/routing.ts";
import { pb } from "../../../protocol/codec.ts";

const { MESSAGE, CONVERSATION, RTC_SIGNAL, GROUP_NOTICE } = pb.Meta.NameSpace;
const { CHAT, OPER } = pb.MessageBody.Type;

const SELF = 10;
const PEER = 20;
const GROUP = 300;

const sent = (to: number, ns: number, payload: Uint8Array, from = SELF) => ({ clientMid: "1", from, to, ns, payload });
const message = (to: number, fields: pb.MessageBody.$Properties) =>
  routeOf(SELF, sent(to, MESSAGE, pb.MessageBody.encode(fields).finish()));
const operation = (name: keyof typeof pb.MessageOperation.OpType, to: number, xid?: number) =>
  message(to, {
    type: OPER,
    operation: { type: pb.MessageOperation.OpType[name], mid: 7, ...(xid === undefined ? {} : { xid: { uid: xid } }) },
  });
const removal = (type: number, xid: number) =>
  routeOf(
    SELF,
    sent(0, CONVERSATION, pb.Conversation.encode({ type: 1, operation: { type, xid: { uid: xid } } }).finish()),
  );

describe("routing", () => {
  it("a message goes where it is addressed", () => {
    expect(message(PEER, { type: CHAT })).toEqual({ to: "conversation", xid: PEER, logged: true });
    expect(message(0, { type: CHAT })).toMatchObject({ to: "refusal", error: "InvalidParam" });
  });

  it("[OP-4] public operations go to the conversation they name, or to the addressee", () => {
    for (const name of ["RECALL", "APPEND", "REPLACE"] as const) {
      expect(operation(name, PEER)).toEqual({ to: "conversation", xid: PEER, logged: true });
      expect(operation(name, PEER, GROUP)).toEqual({ to: "conversation", xid: GROUP, logged: true });
    }
  });

  it("[OP-4] what is sent to oneself goes to the conversation it names, 0 being the system's", () => {
    for (const name of ["READ_ALL", "READ_CANCEL", "DELETE"] as const) {
      expect(operation(name, SELF, PEER)).toEqual({ to: "conversation", xid: PEER, logged: false });
      expect(operation(name, SELF, 0)).toEqual({ to: "system" });
    }
  });

  it("[OP-4] receipts without a conversation go to the author's message", () => {
    for (const name of ["READ_ACK", "DELIVER_ACK", "PLAY_ACK"] as const) {
      expect(operation(name, PEER)).toEqual({ to: "message", author: PEER, mid: 7 });
      expect(operation(name, PEER, GROUP)).toEqual({ to: "conversation", xid: GROUP, logged: false });
      expect(operation(name, 0)).toEqual({ to: "system" });
    }
  });

  it("[OP-5] removal from one device stays with the device", () => {
    expect(removal(1, PEER)).toEqual({ to: "device", xid: PEER });
    expect(removal(2, PEER)).toEqual({ to: "conversation", xid: PEER, logged: false });
    expect(removal(2, 0)).toEqual({ to: "system" });
    expect(removal(3, PEER)).toMatchObject({ to: "refusal", error: "MessageInvalidType" });
  });

  it("[SEND-3] [SEND-8] [INV-9] refuses by name", () => {
    const empty = new Uint8Array(0);
    expect(routeOf(SELF, sent(PEER, MESSAGE, empty, PEER))).toEqual({ to: "refusal", error: "SenderForged" });
    expect(routeOf(SELF, sent(PEER, RTC_SIGNAL, empty))).toEqual({ to: "refusal", error: "ServerRtcNotOpen" });
    expect(routeOf(SELF, sent(PEER, GROUP_NOTICE, empty))).toEqual({ to: "refusal", error: "CommandUnknown" });
    expect(routeOf(SELF, sent(PEER, MESSAGE, Uint8Array.of(0x22, 9)))).toMatchObject({ error: "FrameMalformed" });
    expect(routeOf(SELF, sent(PEER, CONVERSATION, Uint8Array.of(0x12, 9)))).toMatchObject({ error: "FrameMalformed" });
  });
});
