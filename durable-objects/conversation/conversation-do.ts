/** The conversation object: sequencer and source of truth of one conversation. A shell around the parts beside it. */

import { DurableObject } from "cloudflare:workers";
import { closeCode, type ErrorName, OrioleError } from "../../protocol/errors";
import { provisionFrame, statusOf } from "../../protocol/frames";
import { type Conversation, conversationKey, parseConversationName, slotOf, xidFor } from "../../protocol/ids";
import { MAX_PAGE } from "../../protocol/limits";
import { answerClose } from "../answer-close";
import { archiverStub, type Env, hubStub, hubStubNamed } from "../env";
import type { GroupChanges, GroupReads } from "../group-rpc";
import { logError, logEvent } from "../log-event";
import { RulesReader } from "../moderation/app-rules";
import { TokenBucket } from "../rate-limit";
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
import { applySteps } from "../schema-steps";
import { reportFailure } from "../webhooks/failures";
import { post } from "../webhooks/post";
import { AckBatch } from "./ack-batch";
import { AlarmSchedule } from "./alarm-schedule";
import { Archive } from "./archive";
import { Committer, type SpeechRules } from "./committer";
import { DirectEntry } from "./direct-entry";
import { DirectSession } from "./direct-session";
import { type Attached, DirectSockets, send } from "./direct-sockets";
import { type Effects, noEffects } from "./effects";
import { Facts } from "./facts";
import { Fanout } from "./fanout";
import { Forwarder } from "./forwarder";
import type { Screened } from "./gate";
import { groupChanges, groupReads } from "./group/calls";
import type { Turn } from "./group/core";
import { Group } from "./group/group";
import { GroupMirror } from "./group/mirror";
import { groupSchema } from "./group/schema";
import { Log } from "./log";
import { Paging } from "./paging";
import { PendingNotices } from "./pending-notices";
import { Relation } from "./relation";
import { conversationSchema } from "./schema";
import { Screening } from "./screening";
import { Sequencer } from "./sequencer";
import { Silenced } from "./silenced";
import { bars, barsEntry } from "./standing";
import { newViewer, type Viewer, Viewers } from "./viewers";

/** Pages a socket gets unasked when it opens; a client farther behind asks for the rest. */
const MAX_OPENING_PAGES = 20;

export class ConversationDO extends DurableObject<Env> implements ConversationRpc {
  readonly #app: string;
  readonly #conversation: Conversation;
  readonly #log: Log;
  readonly #viewers: Viewers;
  readonly #facts: Facts;
  readonly #group: Group | null;
  /** These two exist for groups alone. */
  readonly #mirror: GroupMirror | null;
  readonly #pending: PendingNotices | null;
  readonly #relation: Relation | null;
  readonly #paging: Paging;
  readonly #rules: RulesReader;
  readonly #silenced: Silenced;
  readonly #screening: Screening;
  readonly #committer: Committer;
  readonly #sequencer: Sequencer;
  readonly #sockets: DirectSockets;
  readonly #entry: DirectEntry;
  readonly #session: DirectSession;
  readonly #fanout: Fanout;
  readonly #alarms: AlarmSchedule;
  readonly #archive: Archive;
  readonly #forwarder: Forwarder;
  readonly #acks = new AckBatch();
  readonly #budgets = new WeakMap<WebSocket, TokenBucket>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const name = parseConversationName(ctx.id.name ?? "");
    if (!name) throw new Error(`not a conversation: ${ctx.id.name}`);
    this.#app = name.app;
    this.#conversation = name.conversation;
    applySteps(ctx.storage, conversationSchema);
    const { sql } = ctx.storage;
    this.#log = new Log(sql, slotOf(conversationKey(name.conversation)));
    this.#viewers = new Viewers(sql, name.conversation);
    this.#facts = new Facts(sql);
    const { conversation } = name;
    this.#group = this.#newGroup();
    this.#mirror = this.#newMirror(this.#group);
    this.#pending = this.#group && new PendingNotices(sql, conversationKey(conversation));
    this.#relation = this.#newRelation();
    this.#paging = new Paging(conversation, this.#log, this.#viewers, this.#group);
    this.#rules = this.#newRules();
    this.#silenced = new Silenced(this.#speech(), this.#facts);
    this.#screening = this.#newScreening(conversationKey(conversation));
    this.#committer = new Committer(conversation, this.#log, this.#viewers, {
      speech: this.#silenced,
      messages: this.#rules,
      atomically: (work) => ctx.storage.transactionSync(work),
    });
    this.#sockets = new DirectSockets(ctx, conversation);
    this.#entry = this.#newEntry(conversationKey(conversation));
    this.#fanout = this.#newFanout(conversationKey(conversation));
    this.#alarms = new AlarmSchedule(ctx.storage);
    this.#archive = this.#newArchive(conversationKey(conversation));
    this.#forwarder = this.#newForwarder(conversationKey(conversation));
    this.#sequencer = this.#newSequencer();
    this.#session = this.#newSession();
    // What a process that died had yet to tell, or to write to D1.
    if (this.#pending?.any || this.#mirror?.behind) this.#archive.undelivered();
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  // ---- called by hubs -------------------------------------------------------------------------------------------

  async publish(batch: Publish[], hub?: number): Promise<PublishOutcome> {
    return new Promise((resolve, reject) => {
      this.#screening.pass(batch, (items) => void this.#publish(items, hub).then(resolve, reject));
    });
  }

  async #publish(items: Screened[], hub: number | undefined): Promise<PublishOutcome> {
    const commit = () => new Promise<Published[]>((resolve) => this.#sequencer.submit(items, resolve));
    if (hub === undefined) return { results: await commit() };
    const { result: results, delivery } = await this.#fanout.answering(hub, commit);
    return { results, ...(delivery ? { delivery } : {}) };
  }

  async resume({ uid, after, tail, limit }: ResumeRequest): Promise<Resumed> {
    this.#fanout.unpark(uid);
    const viewer = this.#viewer(uid);
    const from = after ?? this.#log.beforeTail(tail);
    const page = this.#paging.page(viewer, { uid, after: from, limit, absolute: true }, Date.now());
    return { view: this.#paging.view(viewer), page };
  }

  async view(uid: number): Promise<View> {
    return this.#paging.view(this.#viewer(uid));
  }

  async page(request: PageRequest): Promise<Outcome<Page>> {
    const viewer = this.#viewers.seeing(request.uid);
    if (!viewer) return { ok: false, error: "GroupNotMemberFound" };
    return { ok: true, value: this.#paging.page(viewer, request, Date.now()) };
  }

  async history(request: HistoryRequest): Promise<Outcome<HistoryPage>> {
    const viewer = this.#viewers.seeing(request.uid);
    return viewer
      ? { ok: true, value: this.#paging.history(viewer, request) }
      : { ok: false, error: "GroupNotMemberFound" };
  }

  async search(request: SearchRequest): Promise<Entry[]> {
    const viewer = this.#viewers.seeing(request.uid);
    return viewer ? this.#paging.search(viewer, request) : [];
  }

  async rewriteArchive(): Promise<void> {
    this.#archive.rewrite();
  }

  async holds(mid: number): Promise<boolean> {
    return this.#log.find(mid) !== null;
  }

  async kick(uid: number, sn: number | null, error: ErrorName): Promise<void> {
    this.#sockets.closeDevice(uid, sn, error);
    this.#fanout.unpark(uid);
  }

  async kickExcept(uid: number, staying: number[], error: ErrorName): Promise<void> {
    for (const sn of this.#sockets.serials(uid)) {
      if (!staying.includes(sn)) this.#sockets.closeDevice(uid, sn, error);
    }
    this.#fanout.unpark(uid);
  }

  async replayWebhook(after: number): Promise<Outcome<{ entries: number }>> {
    return { ok: true, value: { entries: this.#forwarder.replay(after) } };
  }

  async setBan(uid: number, untilMs: number): Promise<void> {
    this.#silenced.set(uid, untilMs);
  }

  async relationChanged(): Promise<void> {
    await this.#relation?.changed(Date.now());
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
    const { who, refusal } = await this.#entry.ask(request);
    const { 0: client, 1: server } = new WebSocketPair();
    if (refusal) {
      // [TR-6]
      server.accept();
      server.send(provisionFrame({ status: statusOf(refusal), xid: { uid: who.uid, deviceSN: who.sn } }));
      server.close(closeCode(refusal), refusal);
    } else {
      this.#sockets.accept(server, who);
      const after = request.headers.get("x-oriole-after");
      if (after !== null) this.#catchUp(server, who.uid, Number(after));
    }
    return new Response(null, { status: 101, webSocket: client, headers: { "Sec-WebSocket-Protocol": "xsync" } });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const who = this.#sockets.of(socket);
    if (!who) return socket.close(closeCode("UserNotLogin"), "UserNotLogin");
    if (typeof message === "string") return this.#sockets.drop(socket, "FrameMalformed");
    this.#sockets.heard(socket, Date.now());
    // Not awaited until committed: the runtime reads a socket's next message only when this returns, and what arrives
    // while a commit is on its way to the disk is to share the next one.
    this.#answer(socket, new Uint8Array(message), who);
  }

  #answer(socket: WebSocket, frame: Uint8Array, who: Attached): void {
    try {
      this.#session.handle(frame, who, this.#budget(socket), {
        frame: (reply) => send(socket, reply),
        acks: (receipts) => this.#acks.add(socket, receipts),
      });
      // Those of a commit have left with it: what is here was refused before.
      this.#acks.flush();
    } catch (error) {
      if (!(error instanceof OrioleError)) logError("conversation.frame_failed", error, { id: this.ctx.id.name });
      this.#sockets.drop(socket, error instanceof OrioleError ? error.error : "ServerUnknownError");
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
    const who = this.#sockets.of(socket);
    if (!who) return;
    this.#sockets.forget(socket, who);
    // From now on the inbox has to do it, beginning with what the socket may have lost at its end.
    this.#fanout.unpark(who.uid);
    if (this.#log.head.mid > 0) this.#fanout.announceTo(who.uid);
  }

  override async alarm(): Promise<void> {
    for (const name of this.#alarms.fired(Date.now())) {
      // Not awaited: a receiver may take its time, and D1 is not to wait for it.
      if (name === "forwarder") this.#forwarder.alarm();
      else await this.#archive.run();
    }
  }

  // ---- wiring ---------------------------------------------------------------------------------------------------

  #newFanout(key: string): Fanout {
    return new Fanout(key, {
      participants: () => this.#viewers.participants(),
      attached: (uid) => this.#sockets.present(uid, Date.now()),
      quiet: (uid) => this.#group?.receivesNothing(uid) ?? false,
      head: () => ({ mid: this.#log.head.mid, seq: this.#log.head.seq }),
      deliver: async (block, delivery) => {
        const [answer] = await hubStubNamed(this.env, `${this.#app}:${block}`).deliver([delivery]);
        return answer ?? { park: [] };
      },
      taken: (notices) => this.#pending?.taken(notices),
      gaveUp: (block, error, notices) => {
        this.#pending?.failed(notices);
        logError("conversation.delivery_failed", error, { id: this.ctx.id.name, block });
        this.#archive.undelivered();
      },
    });
  }

  #newArchive(key: string): Archive {
    return new Archive(this.#log, this.#facts, {
      alarm: this.#alarms.named("archive"),
      app: this.#app,
      conversation: key,
      kind: this.#conversation.kind,
      db: this.env.DB,
      lingerMs: Number(this.env.LINGER_MS),
      store: (writes) => archiverStub(this.env, this.#app, slotOf(key)).store(writes),
      delivered: () => this.#fanout.idle,
      announce: () => {
        this.#fanout.announce();
        this.#fanout.notify(this.#pending?.collect() ?? []);
      },
      nudge: () => {
        for (const uid of this.#sockets.silent(Date.now())) this.#fanout.announceTo(uid);
      },
      confirm: () => this.#fanout.confirm(),
      mirror: async () => this.#mirror?.run(),
      failed: (error) => logError("conversation.archive_failed", error, { id: this.ctx.id.name }),
    });
  }

  #newForwarder(conversation: string): Forwarder {
    const app = this.#app;
    return new Forwarder(this.#log, this.#facts, {
      app,
      conversation,
      fresh: async () => {
        const unknown = await this.#rules.ready(Date.now());
        if (unknown) throw new OrioleError(unknown);
      },
      receiver: () => this.#rules.afterSend,
      post,
      alarm: this.#alarms.named("forwarder"),
      report: (failure) => reportFailure(this.env.DB, app, conversation, failure, Date.now()),
      background: (work) => this.ctx.waitUntil(work),
      now: () => Date.now(),
    });
  }

  #newSequencer(): Sequencer {
    return new Sequencer({
      apply: (item, nowMs, effects) => this.#committer.apply(item, nowMs, effects),
      synced: () => this.ctx.storage.sync(),
      rolledBack: () => this.#reload(),
      committed: (effects) => this.#tell(effects),
      now: () => Date.now(),
      unexpected: (error) => logError("conversation.commit_failed", error, { id: this.ctx.id.name }),
    });
  }

  #newEntry(key: string): DirectEntry {
    return new DirectEntry({
      key,
      barred: async () => {
        const refusal = await this.#standing(Date.now());
        return refusal && barsEntry(refusal, this.#anythingSaid) ? refusal : null;
      },
      takesPart: (uid) => this.#viewers.takesPart(uid),
      hub: (uid) => hubStub(this.env, this.#app, uid),
      silence: (uid, untilMs) => this.#silenced.set(uid, untilMs),
    });
  }

  #newSession(): DirectSession {
    return new DirectSession(this.#conversation, {
      submit: (items, settled) => this.#screening.pass(items, (screened) => this.#sequencer.submit(screened, settled)),
      page: (request) => this.#paging.page(this.#viewer(request.uid), request, Date.now()),
      history: (request) => this.#paging.history(this.#viewer(request.uid), request),
      view: (uid) => this.#paging.view(this.#viewer(uid)),
      now: () => Date.now(),
    });
  }

  #newGroup(): Group | null {
    if (this.#conversation.kind !== "group") return null;
    applySteps(this.ctx.storage, groupSchema, "group_schema_step");
    return new Group(this.ctx.storage.sql, this.#conversation.gid, this.#log, this.#viewers, this.#facts);
  }

  #newMirror(group: Group | null): GroupMirror | null {
    if (!group) return null;
    const mirrored = { app: this.#app, info: () => group.core.stored, unlisted: group.files.unlisted };
    return new GroupMirror(this.env.DB, mirrored, this.#viewers, this.#facts);
  }

  #newRelation(): Relation | null {
    if (this.#conversation.kind === "group") return null;
    const { low, high } = this.#conversation;
    const failed = (error: unknown) => logError("conversation.relation_unreadable", error, { id: this.ctx.id.name });
    return new Relation({ db: this.env.DB, app: this.#app, low, high, failed }, this.#facts);
  }

  #newRules(): RulesReader {
    const failed = (error: unknown) => logError("conversation.rules_unreadable", error, { id: this.ctx.id.name });
    return new RulesReader({ db: this.env.DB, app: this.#app, failed });
  }

  #newScreening(conversation: string): Screening {
    return new Screening(this.#rules, {
      app: this.#app,
      conversation,
      standing: (nowMs) => this.#standing(nowMs),
      bars: (refusal, item) => bars(refusal, this.#anythingSaid, item),
      speech: (item, nowMs) => this.#committer.speech(item, nowMs),
      post,
      failed: (error) => logEvent("conversation.before_send_failed", { id: this.ctx.id.name, error }),
      now: () => Date.now(),
    });
  }

  #speech(): SpeechRules {
    const speech = this.#group ?? this.#relation;
    if (!speech) throw new Error(`neither a group nor two users: ${this.ctx.id.name}`);
    return speech;
  }

  #standing(nowMs: number): Promise<ErrorName | null> | null {
    if (this.#relation) return this.#relation.ready(nowMs);
    return this.#group?.exists ? null : Promise.resolve("GroupNotExist");
  }

  get #anythingSaid(): boolean {
    return this.#log.head.seq > 0;
  }

  /** What was committed goes to the direct sockets, to the hubs, and later to D1. */
  #tell(effects: Effects): void {
    const [first] = effects.entries;
    if (first) {
      this.#archive.arm();
      this.#forwarder.committed(first.entry.prevMid);
    }
    this.#sockets.push(effects);
    this.#fanout.push(effects);
    this.#acks.flush();
  }

  #viewer(uid: number): Viewer {
    return this.#viewers.get(uid) ?? newViewer(uid);
  }

  #budget(socket: WebSocket): TokenBucket {
    let budget = this.#budgets.get(socket);
    if (!budget) {
      budget = new TokenBucket(Number(this.env.SEND_RATE), Date.now());
      this.#budgets.set(socket, budget);
    }
    return budget;
  }

  #reload(): void {
    this.#log.reload();
    this.#viewers.reload();
    this.#group?.reload();
    this.#fanout.membersChanged();
  }

  #withGroup<T>(use: (group: Group) => T): Outcome<T> {
    try {
      if (!this.#group) throw new OrioleError("GroupNotExist");
      return { ok: true, value: use(this.#group) };
    } catch (error) {
      if (error instanceof OrioleError) return { ok: false, error: error.error, reason: error.message };
      throw error;
    }
  }

  /** A change of the group: decided and stored in one turn, then mirrored so that the caller can read it back. */
  async #changeGroup<T>(byApp: boolean, change: (group: Group, turn: Turn) => T): Promise<Outcome<T>> {
    // Whether the app's server is to hear of it has to be known by the time it is stored.
    await this.#rules.ready(Date.now());
    const turn: Turn = { nowMs: Date.now(), byApp, effects: noEffects(), joined: new Set(), gone: new Map() };
    const outcome = this.#withGroup((group) => {
      try {
        return this.ctx.storage.transactionSync(() => {
          const result = change(group, turn);
          this.#pending?.keep(turn.effects.notices);
          return result;
        });
      } catch (error) {
        this.#reload();
        throw error;
      }
    });
    if (!outcome.ok) return outcome;
    this.#fanout.membersChanged();
    for (const uid of turn.joined) this.#fanout.unpark(uid);
    this.#archive.arm();
    this.#tell(turn.effects);
    for (const [uid, error] of turn.gone) this.#sockets.closeDevice(uid, null, error);
    try {
      await this.#mirror?.run();
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
      const page = this.#paging.page(this.#viewer(uid), request, Date.now());
      send(socket, pageFrame(xidFor(this.#conversation, uid), page));
      position = page.last.mid;
      if (page.last.seq >= page.head.seq) return;
    }
  }
}
