import type { ConversationPath } from "./api/conversation";
import type { SyncState } from "./api/events";
import type { OrioleOptions } from "./api/options";
import type { Ports } from "./api/ports";
import { ClientError } from "./client-error";
import { decode } from "./codec/codec";
import { verdictOf } from "./connection/close-verdict";
import { Link, type LinkSettings, type LinkState } from "./connection/link";
import type { ConversationState } from "./conversation/conversation-state";
import { ConversationHandle } from "./conversation/handle";
import { Registry } from "./conversation/registry";
import { CatchUp } from "./delivery/catch-up";
import { DirectLinks } from "./delivery/direct-links";
import { SYNC, syncFrame, UNREAD, unreadFrame } from "./delivery/frames";
import { readHistory } from "./delivery/history";
import { HistoryRequests } from "./delivery/history-requests";
import { Inbound } from "./delivery/inbound";
import { Outbound } from "./delivery/outbound";
import { Outbox } from "./delivery/outbox";
import { INBOX, type Path } from "./delivery/path";
import type { Emitter } from "./emitter";
import { fromStatus, numbered } from "./errors/error-table";
import type { Wire } from "./generated/schema";
import type { Self } from "./message/read";
import { ClientMids } from "./mids";
import type { Grant } from "./rest/rest";

/** Entries asked for in one page. */
const PAGE = 500;
/** Positions named in one request; with more conversations than that the longest quiet ones are compared by their heads. */
const MAX_POSITIONS = 3000;
/** When to ask again for what may have gone to a direct socket that the server had not yet seen close, ms. */
const SETTLE_MS = [1500, 6000, 30_000];

export interface SessionSettings extends Required<Omit<OrioleOptions, "ports">> {
  readonly ports: Ports;
}

export interface SessionHost {
  /** A token; the uid that came with it, or 0. */
  grant(): Promise<Grant>;
  changed(state: LinkState): void;
}

/** One user logged in: the sockets, and everything that lives until logout. Wires the parts; decides nothing itself. */
export class Session {
  readonly self: Self = { uid: 0, sn: 0 };
  readonly registry: Registry;
  sync: SyncState = "idle";
  readonly #settings: SessionSettings;
  readonly #host: SessionHost;
  readonly #emitter: Emitter;
  readonly #inbox: Link;
  readonly #inboxPath: Path = { id: INBOX, send: (frame) => this.#inbox.send(frame) };
  readonly #direct: DirectLinks;
  readonly #outbox: Outbox;
  readonly #catchUp: CatchUp;
  readonly #history: HistoryRequests;
  readonly #inbound: Inbound;
  readonly #outbound: Outbound;
  #grant: Promise<Grant> | null = null;
  /** Calls off the wait for the list; null when none is asked for. */
  #listDue: (() => void) | null = null;
  #over = false;

  constructor(settings: SessionSettings, emitter: Emitter, host: SessionHost) {
    const { clock, random, socket, wake: _wake } = settings.ports;
    this.#settings = settings;
    this.#host = host;
    this.#emitter = emitter;
    const shared: LinkSettings & SessionSettings = { ...settings, clock, random, socket };
    const path = (xid: number) => this.#path(xid);
    this.registry = new Registry(emitter, settings.keepMessages, (state) => this.#handle(state));
    this.#inbound = new Inbound(this.registry, emitter, this.self, {
      behind: (state, head) => this.#catchUp.want(state.xid, head),
      askList: () => this.#askList(),
      delivered: (state, mid) => {
        if (settings.deliveryReceipts) this.#outbound.delivered(state, mid);
      },
    });
    this.#outbox = new Outbox(shared, {
      path,
      encode: (item) => this.#outbound.encode(item),
      stalled: (id) => this.#fail(id),
    });
    this.#outbound = new Outbound({
      outbox: this.#outbox,
      inbound: this.#inbound,
      registry: this.registry,
      self: this.self,
      mids: new ClientMids(() => clock.now(), random),
      clock,
      path,
    });
    this.#history = new HistoryRequests(clock, settings.timeoutMs, path);
    this.#catchUp = new CatchUp(clock, settings.timeoutMs, this.#catchUpHost());
    this.#inbox = new Link(shared, {
      target: () => this.#inboxTarget(),
      verdict: verdictOf,
      renew: () => this.renew(),
      up: (provision) => this.#up(provision),
      frame: (command, payload) => this.#frame(command, payload),
      lost: () => this.#lost(),
      changed: (state) => host.changed(state),
    });
    this.#direct = new DirectLinks(shared, settings.directSockets, {
      target: (state) => this.#directTarget(state),
      frame: (command, payload) => this.#frame(command, payload),
      up: () => this.#freshPath(),
      lost: (state, id) => this.#leftDirect(state, id),
      refused: (cause) => emitter.emit("error", cause),
    });
  }

  start(): void {
    this.#inbox.start();
  }

  /** Ends everything; whatever is not settled is rejected. */
  end(): void {
    this.#over = true;
    this.#direct.clear();
    this.#inbox.stop();
    this.#catchUp.clear();
    this.#outbound.clear();
    this.#outbox.clear(numbered(114, "logged out"));
    this.#history.clear(numbered(114, "logged out"));
  }

  wake(): void {
    this.#inbox.wake();
    this.#direct.wake();
  }

  /** The present token, or a new one. */
  token(): Promise<string> {
    this.#grant ??= this.#host.grant();
    const grant = this.#grant;
    return grant.then(
      ({ token, uid }) => {
        if (uid && !this.self.uid) this.self.uid = uid;
        return token;
      },
      (cause) => {
        if (this.#grant === grant) this.#grant = null;
        throw cause instanceof ClientError ? cause : numbered(7, String(cause));
      },
    );
  }

  renew(): void {
    this.#grant = null;
  }

  #handle(state: ConversationState): ConversationHandle {
    return new ConversationHandle(state, {
      outbound: this.#outbound,
      registry: this.registry,
      history: (of, query) => readHistory(this.#history, of, query, this.self),
      path: (xid): ConversationPath => (this.#direct.path(xid) ? "direct" : "inbox"),
      open: (of) => (this.#over || of.kind === "system" ? Promise.resolve(false) : this.#direct.open(of)),
      close: (of) => this.#direct.close(of.xid),
    });
  }

  #path(xid: number): Path | null {
    return this.#direct.path(xid) ?? (this.#inbox.state.at === "up" ? this.#inboxPath : null);
  }

  async #inboxTarget(): Promise<{ url: string; protocols: string[] }> {
    const { appId, platform, agent, ports } = this.#settings;
    const token = await this.token();
    const key = `oriole/${appId}/guid`;
    let guid = await ports.storage.get(key);
    if (!guid) {
      guid = `${ports.clock.now().toString(36)}-${Math.floor(ports.random() * 2 ** 52).toString(36)}`;
      await ports.storage.set(key, guid);
    }
    return this.#socketTarget(
      `?guid=${encodeURIComponent(guid)}&platform=${platform}&agent=${encodeURIComponent(agent)}`,
      token,
    );
  }

  async #directTarget(state: ConversationState): Promise<{ url: string; protocols: string[] }> {
    if (this.#inbox.state.at !== "up") throw numbered(700, "inbox not connected");
    const token = await this.token();
    const after = state.log.known ? `&after=${state.log.mid}` : "";
    return this.#socketTarget(`/conversations/${state.xid}?sn=${this.self.sn}${after}`, token);
  }

  #socketTarget(rest: string, token: string): { url: string; protocols: string[] } {
    // What is no JWT could be no subprotocol either, and the host's own error would not say so.
    if (!/^[\w.-]+$/.test(token)) throw numbered(307);
    return { url: `${this.#settings.url.replace(/^http/, "ws")}/xsync${rest}`, protocols: ["xsync", `token.${token}`] };
  }

  #catchUpHost(): ConstructorParameters<typeof CatchUp>[2] {
    return {
      pull: (xid) => {
        const path = this.#path(xid);
        const sent = path?.send(syncFrame({ xid: { uid: xid }, key: this.registry.state(xid).log.mid, limit: PAGE }));
        return path && sent ? path.id : null;
      },
      sending: (xid) => this.#outbox.inFlight(xid) > 0,
      position: (xid) => this.registry.state(xid).log,
      giveUp: (xid, refused) => {
        const { log } = this.registry.state(xid);
        const held = log.firstHeld;
        if (refused || held === null) log.forgetHeld();
        else this.#inbound.skip(this.registry.state(xid), held);
      },
      stalled: (id) => this.#fail(id),
      idle: () => this.#settleSync(),
    };
  }

  #up({ xid }: Wire["Provision"]): void {
    this.self.uid = xid?.uid ?? this.self.uid;
    this.self.sn = xid?.deviceSN ?? 0;
    this.#setSync("syncing");
    this.#askList();
    this.#freshPath();
    this.#direct.wake();
  }

  #freshPath(): void {
    this.#outbox.schedule();
    this.#history.flush();
  }

  /** One request that resumes everything: what lies after each position, tails of what is new here, then the list ([UNREAD-3]). */
  #askList(): void {
    if (this.#listDue || this.#inbox.state.at !== "up") return;
    const all = this.registry.all();
    for (const state of all) state.readHere = false;
    const known = all.filter(({ log }) => log.known);
    const recent = known.sort((a, b) => b.log.mid - a.log.mid).slice(0, MAX_POSITIONS);
    const positions = recent.map(({ xid, log }) => ({ uid: xid, mid: log.mid }));
    this.#listDue = this.#settings.ports.clock.after(this.#settings.timeoutMs, () => this.#inbox.fail());
    this.#inbox.send(unreadFrame({ positions, tail: this.#settings.tail, limit: PAGE }));
  }

  #frame(command: number, payload: Uint8Array): void {
    if (command === UNREAD) {
      this.#listDue?.();
      this.#listDue = null;
      this.#inbound.list(decode("UnreadDL", payload).unread);
      this.#settleSync();
    } else if (command === SYNC) this.#receive(decode("SyncDL", payload));
  }

  #receive(sync: Wire["SyncDL"]): void {
    for (const ack of sync.acks) this.#outbox.acked(ack);
    if (sync.client_mid) return this.#outbox.acked(sync);
    const refusal = sync.status && sync.status.code !== 1 ? fromStatus(sync.status) : null;
    if (!sync.xid) {
      if (refusal) this.#emitter.emit("error", refusal);
      return;
    }
    const { uid } = sync.xid;
    if (refusal) {
      this.#history.answer(uid, refusal);
      this.#catchUp.refused(uid, refusal.retryable);
    } else if (sync.is_full_sync) this.#history.answer(uid, sync);
    else {
      this.#inbound.piece(this.registry.state(uid), sync);
      if (!sync.is_eager_sync) this.#catchUp.page(uid, sync.next_key > 0, sync.head_seq);
    }
  }

  #lost(): void {
    this.#listDue?.();
    this.#listDue = null;
    this.#setSync("idle");
    this.#pathDown(INBOX);
  }

  #pathDown(id: string): void {
    this.#outbox.pathDown(id);
    this.#catchUp.pathDown(id);
    this.#history.pathDown(id);
  }

  #leftDirect(state: ConversationState, id: string): void {
    this.#pathDown(id);
    if (this.#over) return;
    const ask = () => {
      if (!this.#over && !this.#direct.path(state.xid)) this.#catchUp.ask(state.xid);
    };
    ask();
    for (const delayMs of SETTLE_MS) this.#settings.ports.clock.after(delayMs, ask);
  }

  #fail(path: string): void {
    if (path === INBOX) this.#inbox.fail();
    else this.#direct.fail(path);
  }

  #settleSync(): void {
    if (this.sync === "syncing" && !this.#listDue && !this.#catchUp.busy) this.#setSync("synced");
  }

  #setSync(state: SyncState): void {
    if (this.sync === state) return;
    this.sync = state;
    this.#emitter.emit("sync", state);
  }
}
