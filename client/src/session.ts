import type { ConnectionState, SyncState } from "./api/events";
import type { OrioleOptions } from "./api/options";
import type { Ports } from "./api/ports";
import type { ClientError } from "./client-error";
import { decode } from "./codec/codec";
import { type Closing, type Verdict, verdictOf } from "./connection/close-verdict";
import { Link, type LinkHost } from "./connection/link";
import type { ConversationState } from "./conversation/conversation-state";
import { ConversationHandle } from "./conversation/handle";
import { Registry } from "./conversation/registry";
import { CatchUp, PAGE } from "./delivery/catch-up";
import type { Context } from "./delivery/context";
import { DeliveryReceipts } from "./delivery/delivery-receipts";
import { type DirectHost, DirectLinks } from "./delivery/direct-links";
import { SYNC, UNREAD, unreadFrame } from "./delivery/frames";
import { HistoryRequests } from "./delivery/history-requests";
import { Outbox } from "./delivery/outbox";
import { INBOX, type Path } from "./delivery/path";
import { list, piece } from "./delivery/place";
import type { Emitter } from "./emitter";
import { fromStatus, numbered } from "./errors/error-table";
import type { Wire } from "./generated/schema";
import type { Self } from "./message/read";
import { ClientMids } from "./mids";
import type { Grant } from "./rest/rest";

/** Positions named in one request; with more conversations than that the longest quiet ones are compared by their heads. */
const MAX_POSITIONS = 3000;
/** When to ask again for what may have gone to a direct socket that the server had not yet seen close, ms. */
const SETTLE_MS = [1500, 6000, 30_000];

export type SessionSettings = Required<Omit<OrioleOptions, "ports">> & Ports;

export interface SessionHost {
  /** A token; the uid that came with it, or 0. */
  grant(): Promise<Grant>;
  changed(state: ConnectionState): void;
}

/** The parts of a session, each of which sees of the others what its own interface names. */
interface Parts extends SessionSettings, Context {
  registry: Registry;
  outbox: Outbox;
  receipts: DeliveryReceipts;
  catchUp: CatchUp;
  history: HistoryRequests;
  direct: DirectLinks;
  caughtUp(): void;
}

/** One user logged in: the sockets, and everything that lives until logout. Wires the parts; decides nothing itself. */
export class Session implements LinkHost, DirectHost {
  readonly self: Self = { uid: 0, sn: 0 };
  readonly registry: Registry;
  sync: SyncState = "idle";
  readonly #host: SessionHost;
  readonly #parts: Parts;
  readonly #inbox: Link;
  readonly #inboxPath: Path = { id: INBOX, send: (frame) => this.#inbox.send(frame) };
  #grant: Promise<Grant> | null = null;
  /** To call when the list is here; null when none is asked for. */
  #listed: (() => void) | null = null;
  #over = false;

  constructor(settings: SessionSettings, emitter: Emitter, host: SessionHost) {
    this.#host = host;
    const { self } = this;
    // The parts know each other through this object, which is complete before any of them does anything.
    const parts = {
      ...settings,
      emitter,
      self,
      mids: new ClientMids(settings.clock, settings.random),
      path: (xid: number) => this.#path(xid),
      askList: () => this.#askList(),
      caughtUp: () => this.#settleSync(),
    } as Parts;
    this.#parts = parts;
    parts.registry = this.registry = new Registry(
      emitter,
      settings.keepMessages,
      (state) => new ConversationHandle(state, parts),
    );
    parts.outbox = new Outbox(parts);
    parts.receipts = new DeliveryReceipts(parts);
    parts.catchUp = new CatchUp(parts);
    parts.history = new HistoryRequests(parts);
    parts.direct = new DirectLinks(parts, this);
    this.#inbox = new Link(parts, this);
  }

  start(): void {
    this.#inbox.start();
  }

  /** Ends everything; whatever is not settled is rejected. */
  end(cause: ClientError): void {
    this.#settle(cause);
    this.#inbox.stop();
  }

  wake(): void {
    this.#inbox.wake();
    this.#parts.direct.wake();
  }

  /** The present token, or a new one. What cannot be had now may be had later. */
  async token(): Promise<string> {
    this.#grant ??= this.#host.grant();
    const grant = this.#grant;
    grant.catch(() => {
      if (this.#grant === grant) this.#grant = null;
    });
    const { token, uid } = await grant;
    this.self.uid ||= uid;
    return token;
  }

  renew(): void {
    this.#grant = null;
  }

  // ---- the inbox's link -----------------------------------------------------------------------------------------

  async target(): Promise<{ url: string; protocols: string[] }> {
    const { appId, platform, agent, storage, clock, random } = this.#parts;
    const token = await this.token();
    const key = `oriole/${appId}/guid`;
    let guid = await storage.get(key);
    if (!guid) {
      guid = `${clock.now().toString(36)}-${random().toString(36).slice(2)}`;
      await storage.set(key, guid);
    }
    const [device, name] = [encodeURIComponent(guid), encodeURIComponent(agent)];
    return this.#socketTarget(`?guid=${device}&platform=${platform}&agent=${name}`, token);
  }

  verdict(closing: Closing): Verdict {
    return verdictOf(closing);
  }

  changed(state: ConnectionState): void {
    // Given up: nothing that waits will ever leave.
    if (state.at === "closed") this.#settle(state.cause);
    this.#host.changed(state);
  }

  up({ xid }: Wire["Provision"]): void {
    this.self.uid = xid?.uid ?? this.self.uid;
    this.self.sn = xid?.deviceSN ?? 0;
    this.#setSync("syncing");
    this.#askList();
    this.pathUp();
    this.#parts.direct.wake();
  }

  frame(command: number, payload: Uint8Array): void {
    if (command === SYNC) this.#receive(decode("SyncDL", payload));
    if (command !== UNREAD) return;
    this.#answerList();
    list(this.#parts, decode("UnreadDL", payload).unread);
    this.#settleSync();
  }

  lost(): void {
    this.#answerList();
    this.#setSync("idle");
    this.#pathDown(INBOX);
  }

  // ---- direct links ---------------------------------------------------------------------------------------------

  async directTarget({ xid, log }: ConversationState): Promise<{ url: string; protocols: string[] }> {
    if (!this.#online) throw numbered(700);
    const after = log.known ? `&after=${log.mid}` : "";
    return this.#socketTarget(`/conversations/${xid}?sn=${this.self.sn}${after}`, await this.token());
  }

  pathUp(): void {
    this.#parts.outbox.schedule();
    this.#parts.history.flush();
  }

  leftDirect(state: ConversationState, id: string): void {
    const { catchUp, direct, clock } = this.#parts;
    this.#pathDown(id);
    const ask = () => {
      if (!this.#over && !direct.path(state.xid)) catchUp.ask(state);
    };
    ask();
    if (!this.#over) for (const delayMs of SETTLE_MS) clock.after(delayMs, ask);
  }

  // ---- inside ---------------------------------------------------------------------------------------------------

  get #online(): boolean {
    return this.#inbox.state.at === "online";
  }

  #path(xid: number): Path | null {
    return this.#parts.direct.path(xid) ?? (this.#online ? this.#inboxPath : null);
  }

  #socketTarget(rest: string, token: string): { url: string; protocols: string[] } {
    // What is no JWT could be no subprotocol either, and the host's own error would not say so.
    if (!/^[\w.-]+$/.test(token)) throw numbered(307);
    return { url: `${this.#parts.url.replace(/^http/, "ws")}/xsync${rest}`, protocols: ["xsync", `token.${token}`] };
  }

  /** One request that resumes everything: what lies after each position, tails of what is new here, then the list ([UNREAD-3]). */
  #askList(): void {
    if (this.#listed || !this.#online) return;
    const all = this.registry.all();
    for (const state of all) state.readHere = false;
    const known = all.filter(({ log }) => log.known);
    const recent = known.sort((a, b) => b.log.mid - a.log.mid).slice(0, MAX_POSITIONS);
    const positions = recent.map(({ xid, log }) => ({ uid: xid, mid: log.mid }));
    this.#listed = this.#inbox.send(unreadFrame({ positions, tail: this.#parts.tail, limit: PAGE }));
  }

  #answerList(): void {
    this.#listed?.();
    this.#listed = null;
  }

  #receive(sync: Wire["SyncDL"]): void {
    const { outbox, emitter, history, catchUp } = this.#parts;
    for (const ack of sync.acks) outbox.acked(ack);
    if (sync.client_mid) return outbox.acked(sync);
    const refusal = sync.status && sync.status.code !== 1 ? fromStatus(sync.status) : null;
    if (!sync.xid) {
      if (refusal) emitter.emit("error", refusal);
      return;
    }
    const state = this.registry.state(sync.xid.uid);
    if (refusal || sync.is_full_sync) history.answer(state.xid, refusal ?? sync);
    if (refusal) catchUp.refused(state, refusal.retryable);
    else if (!sync.is_full_sync) {
      piece(this.#parts, state, sync);
      if (!sync.is_eager_sync) catchUp.page(state, sync.next_key > 0, sync.head_seq);
    }
  }

  #settle(cause: ClientError): void {
    const { direct, catchUp, outbox, history } = this.#parts;
    this.#over = true;
    direct.clear();
    catchUp.clear();
    outbox.end(cause);
    history.clear(cause);
  }

  #pathDown(id: string): void {
    const { outbox, catchUp, history } = this.#parts;
    outbox.pathDown(id);
    catchUp.pathDown(id);
    history.pathDown(id);
  }

  #settleSync(): void {
    if (this.sync === "syncing" && !this.#listed && !this.#parts.catchUp.busy) this.#setSync("synced");
  }

  #setSync(state: SyncState): void {
    if (this.sync === state) return;
    this.sync = state;
    this.#parts.emitter.emit("sync", state);
  }
}
