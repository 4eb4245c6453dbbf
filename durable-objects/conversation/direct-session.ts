/** What a client may ask over its direct socket: the same requests as at its inbox, for this conversation alone. */

import { OrioleError } from "../../protocol/errors";
import { readFrame, refusalFrame, unreadFrame } from "../../protocol/frames";
import { type Conversation, xidFor } from "../../protocol/ids";
import { readSync, type SentMeta } from "../../protocol/sync-request";
import { historyFrame, pageFrame, type Receipt, unreadItem } from "../replies";
import { routeOf } from "../routing";
import type { HistoryPage, HistoryRequest, Page, PageRequest, Publish, Published, View } from "../rpc";
import type { SendBudget } from "../send-budget";
import type { Attached } from "./direct-sockets";
import type { Settled } from "./sequencer";

export interface DirectPort {
  submit(items: Publish[], settled: Settled): void;
  page(request: PageRequest): Page;
  history(request: HistoryRequest): HistoryPage;
  view(uid: number): View;
  now(): number;
}

/** The socket a request came from. */
export interface DirectReply {
  frame(frame: Uint8Array): void;
  /** What became of metas; acks of one commit may share a frame. */
  acks(receipts: Receipt[]): void;
}

export class DirectSession {
  readonly #conversation: Conversation;
  readonly #port: DirectPort;

  constructor(conversation: Conversation, port: DirectPort) {
    this.#conversation = conversation;
    this.#port = port;
  }

  /** Answers one frame. Throws an OrioleError only where the protocol closes the socket for it. */
  handle(bytes: Uint8Array, who: Attached, budget: SendBudget, reply: DirectReply): void {
    const xid = xidFor(this.#conversation, who.uid);
    try {
      const frame = readFrame(bytes);
      if (frame.command === "UNREAD") return reply.frame(this.#unread(who));
      if (frame.command !== "SYNC") throw new OrioleError("CommandUnknown");
      const request = readSync(frame.payload);
      if (request.do === "send") return this.#send(request.metas, who, budget, reply);
      if (request.xid !== xid) throw new OrioleError("InvalidParam", "another conversation's socket");
      reply.frame(request.do === "history" ? this.#history(xid, who, request) : this.#page(xid, who, request));
    } catch (error) {
      if (!(error instanceof OrioleError) || error.error === "FrameTooLarge") throw error;
      reply.frame(refusalFrame(error.error, error.message, undefined, xid));
    }
  }

  #history(xid: number, { uid }: Attached, { before, limit }: { before: number; limit: number }): Uint8Array {
    return historyFrame(xid, this.#port.history({ uid, before, limit }));
  }

  #page(xid: number, { uid }: Attached, { key, limit }: { key: number | null; limit: number }): Uint8Array {
    return pageFrame(xid, this.#port.page({ uid, after: key ?? 0, limit, absolute: true }));
  }

  #unread(who: Attached): Uint8Array {
    const view = this.#port.view(who.uid);
    return unreadFrame([unreadItem(xidFor(this.#conversation, who.uid), this.#conversation.kind === "group", 0, view)]);
  }

  /** [SEND-2] refusals keep their place among the acks. */
  #send(metas: SentMeta[], who: Attached, budget: SendBudget, reply: DirectReply): void {
    const xid = xidFor(this.#conversation, who.uid);
    const items: Publish[] = [];
    const refusals = metas.map((meta) => {
      const { clientMid, ns, payload, to } = meta;
      const refusal = this.#refusal(meta, xid, who, budget);
      if (refusal) return refusal;
      if (!budget.mayWait(payload)) return { ok: false, error: "MessageRateLimitExceeded" } as const;
      items.push({ uid: who.uid, sn: who.sn, clientMid, ns, payload, to, echo: true });
      return null;
    });
    const settled = (results: Published[]) => {
      for (const { payload } of items) budget.answered(payload);
      let at = 0;
      reply.acks(
        metas.map(({ clientMid }, i) => {
          const published = refusals[i] ?? results[at++] ?? { ok: false, error: "ServerUnknownError" };
          return { clientMid, published };
        }),
      );
    };
    if (items.length > 0) this.#port.submit(items, settled);
    else settled([]);
  }

  #refusal(meta: SentMeta, xid: number, who: Attached, budget: SendBudget): Published | null {
    if (!budget.take(this.#port.now())) return { ok: false, error: "MessageRateLimitExceeded" };
    const route = routeOf(who.uid, meta);
    if (route.to === "refusal")
      return { ok: false, error: route.error, ...(route.reason ? { reason: route.reason } : {}) };
    const here = route.to === "conversation" ? route.xid === xid : route.to === "message" && route.author === xid;
    return here ? null : { ok: false, error: "InvalidParam", reason: "another conversation's socket" };
  }
}
