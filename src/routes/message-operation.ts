/** What can be done with one message: take it back, have read it, delete it for oneself, see who has read it. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { isGroupId, SYSTEM_UID } from "../../protocol/ids";
import { type Callers, type Operation, operation } from "../operation";
import { asNumber, conversationId, cursor, done, id, limit, mid } from "../parameters";
import { actingIn, GroupHandle } from "../services/group-object";
import { operate } from "../services/operate";

const msg_id = mid.refine((value) => value > 0);

const oneMessage = z.object({ conversation_id: id, msg_id });

/** Of the caller's own conversations, the system conversation is one. */
const ownMessage = z.object({ conversation_id: conversationId, msg_id });

/** The app acts in its groups without naming a user; a conversation of two it can only name from one of the two. */
function actingUser({ uid }: Callers["holder"], xid: number): number {
  if (uid !== null) return uid;
  if (isGroupId(xid)) return SYSTEM_UID;
  throw new OrioleError("InvalidRequestParameter", "invalid request parameter: header user_id missing");
}

export const messageOperationOperations: Operation[] = [
  operation({
    methods: ["POST", "PUT"],
    path: "/message/recall",
    access: "holder",
    summary: "Take a message back from everybody",
    input: oneMessage,
    output: done,
    async handler(caller, { conversation_id: xid, msg_id }) {
      actingIn(caller, xid);
      const uid = actingUser(caller, xid);
      const admin = caller.role === "admin";
      await operate(caller.env, caller.app.id, { uid, admin, sn: 0, xid, operation: "RECALL", mid: msg_id });
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/message/ack",
    access: "user",
    summary: "Say that the caller has read up to a message",
    input: ownMessage.extend({ device_sn: z.preprocess(asNumber, z.int().min(0).max(0xffffffff)).default(0) }),
    output: done,
    async handler({ env, app, uid }, { conversation_id: xid, msg_id, device_sn }) {
      await operate(env, app.id, { uid, admin: false, sn: device_sn, xid, operation: "READ_ACK", mid: msg_id });
      return { data: true };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/message/delete",
    access: "user",
    summary: "Delete one message for the caller, on every device",
    input: ownMessage,
    output: done,
    async handler({ env, app, uid }, { conversation_id: xid, msg_id }) {
      await operate(env, app.id, { uid, admin: false, sn: 0, xid, operation: "DELETE", mid: msg_id });
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/message/ack_list",
    access: "holder",
    summary: "Who has read a group's message, or has not",
    input: z.object({
      group_id: id,
      msg_id: mid,
      status: z.enum(["read", "unread"]).default("read"),
      cursor,
      limit: limit(100, 1_000),
    }),
    output: z.object({
      data: z.array(z.object({ user_id: z.int(), display_name: z.string() })),
      total: z.int(),
      cursor: z.string().optional(),
    }),
    async handler(caller, { group_id, msg_id, status, cursor: after, limit }) {
      const group = new GroupHandle(caller, group_id);
      const question = { by: group.by, mid: msg_id, read: status === "read", after, limit };
      const { members, total, more } = await group.read("receipts", question);
      const last = members.at(-1);
      return {
        data: members.map(({ uid: user_id, displayName }) => ({ user_id, display_name: displayName })),
        total,
        ...(more && last ? { cursor: String(last.uid) } : {}),
      };
    },
  }),
];
