/** One system message to every user of the app: begun here, carried out by an object of its own. */

import { z } from "zod";
import { broadcastStub } from "../../durable-objects/env";
import { MAX_CONFIG_BYTES, MAX_CONTENT_BYTES } from "../../protocol/limits";
import { type Operation, operation } from "../operation";
import { limit, oneOf, text, transactionId } from "../parameters";
import { encodeBody } from "../services/message-payload";
import { screened } from "../services/system-messages";
import { transactionName } from "../services/transaction-name";
import { unwrap } from "../services/unwrap";

const body = text(MAX_CONTENT_BYTES).default("");

export const messageBroadcastOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/message/broadcast",
    access: "admin",
    summary: "Begin to send a system message to all users",
    input: z.object({
      type: oneOf([1]),
      content_type: oneOf([0, 1, 2, 3, 4, 5, 6, 7]),
      content: body,
      attachment: body,
      config: text(MAX_CONFIG_BYTES).default(""),
      ext: body,
      transaction_id: transactionId,
    }),
    output: z.object({
      /** send_num: to how many users it will be sent; GET tells how many have it. */
      data: z.object({ send_num: z.int(), success: z.boolean(), broadcast_id: z.int() }),
    }),
    async handler({ env, app }, input) {
      const { content_type, content, attachment, config, ext, transaction_id } = input;
      const asked = { contentType: content_type, content, attachment, config, ext, relatedMid: 0, system: true };
      const message = await screened(env, app.id, asked);
      const begun = await broadcastStub(env, app.id).begin({
        once: transactionName(transaction_id, asked),
        payload: encodeBody(message, 0),
      });
      const { id, total } = unwrap(begun);
      return { data: { send_num: total, success: true, broadcast_id: id } };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/message/broadcast",
    access: "admin",
    summary: "The app's broadcasts, newest first, and how far each has come",
    input: z.object({ limit: limit(20, 100) }),
    output: z.object({
      data: z.array(
        z.object({
          broadcast_id: z.int(),
          send_num: z.int(),
          sent: z.int(),
          status: z.enum(["running", "finished"]),
          /** ms; finished_at is 0 while it runs. */
          created_at: z.int(),
          finished_at: z.int(),
        }),
      ),
    }),
    async handler({ env, app }, input) {
      const broadcasts = await broadcastStub(env, app.id).list(input.limit);
      return {
        data: broadcasts.map(({ id, total, reached, begun, finished }) => ({
          broadcast_id: id,
          send_num: total,
          sent: reached,
          status: finished > 0 ? ("finished" as const) : ("running" as const),
          created_at: begun,
          finished_at: finished,
        })),
      };
    },
  }),
];
