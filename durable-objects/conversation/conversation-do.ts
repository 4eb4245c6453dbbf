/** The conversation object: sequencer and source of truth of one conversation. A shell around the parts beside it. */

import { DurableObject } from "cloudflare:workers";
import { closeCode, type ErrorName, OrioleError } from "../../protocol/errors";
import { provisionFrame, statusOf } from "../../protocol/frames";
import { type Conversation, parseConversationName, xidFor } from "../../protocol/ids";
import { MAX_PAGE } from "../../protocol/limits";
import { answerClose } from "../answer-close";
import type { Env } from "../env";
import type { GroupChanges, GroupReads } from "../group-rpc";
import { logError } from "../log-event";
import { pageFrame } from "../replies";
import type {
  ConversationRpc,
  Entry,
  HistoryPage,
  HistoryRequest,
  Outcome,
  Page,
  PageRequest,
  Publish,
  Published,
  PublishOutcome,
  Resumed,
  ResumeRequest,
  SearchRequest,
  View,
} from "../rpc";
import { SendBudget } from "../send-budget";
import { type Attached, send } from "./direct-sockets";
import { noEffects } from "./effects";
import type { Screened } from "./gate";
import { groupChanges, groupReads } from "./group/calls";
import type { Turn } from "./group/core";
import type { Group } from "./group/group";
import { Parts } from "./parts";

/** Pages a socket gets unasked when it opens; a client farther behind asks for the rest. */
const MAX_OPENING_PAGES = 20;

export class ConversationDO extends DurableObject<Env> implements ConversationRpc {
  readonly #conversation: Conversation;
  readonly #parts: Parts;
  readonly #budgets = new WeakMap<WebSocket, SendBudget>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const name = parseConversationName(ctx.id.name ?? "");
    if (!name) throw new Error(`not a conversation: ${ctx.id.name}`);
    this.#conversation = name.conversation;
    this.#parts = new Parts(ctx, env, name);
    const { pending, mirror, archive } = this.#parts;
    // What a process that died had yet to tell, or to write to D1.
    if (pending?.any || mirror?.behind) archive.undelivered();
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  // ---- called by hubs -------------------------------------------------------------------------------------------

  async publish(batch: Publish[], hub?: number): Promise<PublishOutcome> {
    return new Promise((resolve, reject) => {
      this.#parts.screening.pass(batch, (items) => void this.#publish(items, hub).then(resolve, reject));
    });
  }

  async #publish(items: Screened[], hub: number | undefined): Promise<PublishOutcome> {
    const commit = () => new Promise<Published[]>((resolve) => this.#parts.sequencer.submit(items, resolve));
    if (hub === undefined) return { results: await commit() };
    const { result: results, delivery } = await this.#parts.fanout.answering(hub, commit);
    return { results, ...(delivery ? { delivery } : {}) };
  }

  async resume({ uid, after, tail, limit }: ResumeRequest): Promise<Resumed> {
    this.#parts.fanout.unpark(uid);
    const viewer = this.#parts.viewer(uid);
    const from = after ?? this.#parts.log.beforeTail(tail);
    const page = this.#parts.paging.page(viewer, { uid, after: from, limit, absolute: true }, Date.now());
    return { view: this.#parts.paging.view(viewer), page };
  }

  async view(uid: number): Promise<View> {
    return this.#parts.paging.view(this.#parts.viewer(uid));
  }

  async page(request: PageRequest): Promise<Outcome<Page>> {
    const viewer = this.#parts.viewers.seeing(request.uid);
    if (!viewer) return { ok: false, error: "GroupNotMemberFound" };
    return { ok: true, value: this.#parts.paging.page(viewer, request, Date.now()) };
  }

  async history(request: HistoryRequest): Promise<Outcome<HistoryPage>> {
    const viewer = this.#parts.viewers.seeing(request.uid);
    return viewer
      ? { ok: true, value: this.#parts.paging.history(viewer, request) }
      : { ok: false, error: "GroupNotMemberFound" };
  }

  async search(request: SearchRequest): Promise<Entry[]> {
    const viewer = this.#parts.viewers.seeing(request.uid);
    return viewer ? this.#parts.paging.search(viewer, request) : [];
  }

  async rewriteArchive(): Promise<void> {
    this.#parts.archive.rewrite();
  }

  async holds(mid: number): Promise<boolean> {
    return this.#parts.log.find(mid) !== null;
  }

  async kick(uid: number, sn: number | null, error: ErrorName): Promise<void> {
    this.#parts.sockets.closeDevice(uid, sn, error);
    this.#parts.fanout.unpark(uid);
  }

  async kickExcept(uid: number, staying: number[], error: ErrorName): Promise<void> {
    for (const sn of this.#parts.sockets.serials(uid)) {
      if (!staying.includes(sn)) this.#parts.sockets.closeDevice(uid, sn, error);
    }
    this.#parts.fanout.unpark(uid);
  }

  async replayWebhook(after: number): Promise<Outcome<{ entries: number }>> {
    const { group, log, forwarder } = this.#parts;
    // One that has ended is still told of.
    if (group && !group.exists && log.head.mid === 0) return { ok: false, error: "GroupNotExist" };
    return { ok: true, value: { entries: forwarder.replay(after) } };
  }

  async setBan(uid: number, untilMs: number): Promise<void> {
    this.#parts.silenced.set(uid, untilMs);
  }

  async relationChanged(): Promise<void> {
    await this.#parts.relation?.changed();
  }

  // ---- groups, called by the Worker -----------------------------------------------------------------------------

  async readGroup<N extends keyof GroupReads>(
    name: N,
    input: GroupReads[N]["input"],
  ): Promise<Outcome<GroupReads[N]["output"]>> {
    return this.#withGroup((group) => groupReads[name](group, input, Date.now()));
  }

  async changeGroup<N extends keyof GroupChanges>(
    name: N,
    input: GroupChanges[N]["input"],
    byApp = false,
  ): Promise<Outcome<GroupChanges[N]["output"]>> {
    return this.#changeGroup(byApp, (group, turn) => groupChanges[name](group, input, turn));
  }

  // ---- direct sockets -------------------------------------------------------------------------------------------

  /** An upgrade that the Worker has authenticated; the x-oriole headers are its own. */
  override async fetch(request: Request): Promise<Response> {
    const { who, refusal } = await this.#parts.entry.ask(request);
    const { 0: client, 1: server } = new WebSocketPair();
    if (refusal) {
      // [TR-6]
      server.accept();
      server.send(provisionFrame({ status: statusOf(refusal), xid: { uid: who.uid, deviceSN: who.sn } }));
      server.close(closeCode(refusal), refusal);
    } else {
      this.#parts.sockets.accept(server, who);
      const after = request.headers.get("x-oriole-after");
      if (after !== null) this.#catchUp(server, who.uid, Number(after));
    }
    return new Response(null, { status: 101, webSocket: client, headers: { "Sec-WebSocket-Protocol": "xsync" } });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const who = this.#parts.sockets.of(socket);
    if (!who) return socket.close(closeCode("UserNotLogin"), "UserNotLogin");
    if (typeof message === "string") return this.#parts.sockets.drop(socket, "FrameMalformed");
    this.#parts.sockets.heard(socket, Date.now());
    // Not awaited until committed: the runtime reads a socket's next message only when this returns, and what arrives
    // while a commit is on its way to the disk is to share the next one.
    this.#answer(socket, new Uint8Array(message), who);
  }

  #answer(socket: WebSocket, frame: Uint8Array, who: Attached): void {
    try {
      this.#parts.session.handle(frame, who, this.#budget(socket), {
        frame: (reply) => send(socket, reply),
        acks: (receipts) => this.#parts.acks.add(socket, receipts),
      });
      // Those of a commit have left with it: what is here was refused before.
      this.#parts.acks.flush();
    } catch (error) {
      if (!(error instanceof OrioleError)) logError("conversation.frame_failed", error, { id: this.ctx.id.name });
      this.#parts.sockets.drop(socket, error instanceof OrioleError ? error.error : "ServerUnknownError");
    }
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    answerClose(socket, code);
    this.#closed(socket);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    this.#closed(socket);
  }

  #closed(socket: WebSocket): void {
    const who = this.#parts.sockets.of(socket);
    if (!who) return;
    this.#parts.sockets.forget(socket, who);
    // From now on the inbox has to do it, beginning with what the socket may have lost at its end.
    this.#parts.fanout.unpark(who.uid);
    if (this.#parts.log.head.mid > 0) this.#parts.fanout.announceTo(who.uid);
  }

  override async alarm(): Promise<void> {
    for (const name of this.#parts.alarms.fired(Date.now())) {
      // Not awaited: a receiver may take its time, and D1 is not to wait for it.
      if (name === "forwarder") this.#parts.forwarder.alarm();
      else await this.#parts.archive.run();
    }
  }

  #budget(socket: WebSocket): SendBudget {
    let budget = this.#budgets.get(socket);
    if (!budget) {
      budget = new SendBudget(Number(this.env.SEND_RATE), Date.now());
      this.#budgets.set(socket, budget);
    }
    return budget;
  }

  #withGroup<T>(use: (group: Group) => T): Outcome<T> {
    try {
      if (!this.#parts.group) throw new OrioleError("GroupNotExist");
      return { ok: true, value: use(this.#parts.group) };
    } catch (error) {
      if (error instanceof OrioleError) return { ok: false, error: error.error, reason: error.message };
      throw error;
    }
  }

  /** A change of the group: decided and stored in one turn, then mirrored so that the caller can read it back. */
  async #changeGroup<T>(byApp: boolean, change: (group: Group, turn: Turn) => T): Promise<Outcome<T>> {
    // Whether the app's server is to hear of it has to be known by the time it is stored.
    await this.#parts.rules.ready(Date.now());
    const turn: Turn = { nowMs: Date.now(), byApp, effects: noEffects(), joined: new Set(), gone: new Map() };
    const outcome = this.#withGroup((group) => {
      try {
        return this.ctx.storage.transactionSync(() => {
          const result = change(group, turn);
          this.#parts.pending?.keep(turn.effects.notices);
          return result;
        });
      } catch (error) {
        this.#parts.reload();
        throw error;
      }
    });
    if (!outcome.ok) return outcome;
    this.#parts.fanout.membersChanged();
    for (const uid of turn.joined) this.#parts.fanout.unpark(uid);
    this.#parts.archive.arm();
    this.#parts.tell(turn.effects);
    for (const [uid, error] of turn.gone) this.#parts.sockets.closeDevice(uid, null, error);
    try {
      await this.#parts.mirror?.run();
    } catch (error) {
      // The alarm goes on trying; the change itself is committed.
      logError("conversation.mirror_failed", error, { id: this.ctx.id.name });
    }
    return outcome;
  }

  #catchUp(socket: WebSocket, uid: number, after: number): void {
    let position = after;
    for (let pages = 0; pages < MAX_OPENING_PAGES; pages++) {
      const request = { uid, after: position, limit: MAX_PAGE, absolute: true };
      const page = this.#parts.paging.page(this.#parts.viewer(uid), request, Date.now());
      send(socket, pageFrame(xidFor(this.#conversation, uid), page));
      position = page.last.mid;
      if (page.last.seq >= page.head.seq) return;
    }
  }
}
