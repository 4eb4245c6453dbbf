import type { Conversation } from "./api/conversation";
import type { ConnectionState, SyncState } from "./api/events";
import type { SessionSettings } from "./api/options";
import type { ClientError } from "./client-error";
import { decode } from "./codec/codec";
import { verdictOf } from "./connection/close-verdict";
import { inTime } from "./connection/in-time";
import { Link, type LinkHost } from "./connection/link";
import type { ConversationState } from "./conversation/conversation-state";
import { CoreHandle } from "./conversation/core-handle";
import { Registry } from "./conversation/registry";
import { CatchUp, PAGE } from "./delivery/catch-up";
import { SYNC, UNREAD, unreadFrame } from "./delivery/frames";
import { Outbox } from "./delivery/outbox";
import type { Part, Parts } from "./delivery/parts";
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

/** What the server takes for a device's id. Anything else was spoilt on its way through the storage. */
const GUID = /^[!-~]{1,128}$/;

export interface SessionHost {
  /** A token; the uid that came with it, or 0. */
  grant(): Promise<Grant>;
  changed(state: ConnectionState): void;
}

/** One user logged in: the sockets, and everything that lives until logout. Wires the parts; decides nothing itself. */
export class Session implements LinkHost {
  readonly self: Self = { uid: 0, sn: 0 };
  readonly registry: Registry;
  readonly verdict = verdictOf;
  sync: SyncState = "idle";
  readonly #host: SessionHost;
  readonly #parts: Parts;
  readonly #inbox: Link;
  readonly #inboxPath: Path = { id: INBOX, send: (frame) => this.#inbox.send(frame) };
  /** What this device is called for as long as the session lasts: another name would be another device, which sends again. */
  #guid = "";
  #grant: Promise<Grant> | null = null;
  /** Ends the wait for a token; null when none is awaited. */
  #refuse: ((cause: ClientError) => void) | null = null;
  /** To call when the list is here; null when none is asked for. */
  #listed: (() => void) | null = null;

  constructor(settings: SessionSettings, emitter: Emitter, host: SessionHost) {
    this.#host = host;
    const { self } = this;
    // The parts know each other through this object, which is complete before any of them does anything.
    const parts = {
      ...settings,
      emitter,
      self,
      mids: new ClientMids(settings.clock, settings.random),
      all: [],
      path: (xid: number) => this.#path(xid),
      target: (rest: string) => this.#socketTarget(rest),
      frame: (command: number, payload: Uint8Array) => this.frame(command, payload),
      pathUp: () => this.#tell((part) => part.pathUp?.()),
      pathDown: (path: string) => this.#tell((part) => part.pathDown?.(path)),
      askList: () => this.#askList(),
      caughtUp: () => this.#settleSync(),
      notice: () => {},
      ownPath: () => null,
      receipts: { add() {}, forget() {} },
      handle: (state: ConversationState) => new CoreHandle(state, parts) as unknown as Conversation,
    } as Partial<Parts> as Parts;
    this.#parts = parts;
    parts.registry = this.registry = new Registry(emitter, settings.keepMessages, (state) => parts.handle(state));
    parts.outbox = new Outbox(parts);
    parts.catchUp = new CatchUp(parts);
    parts.all.push(parts.outbox, parts.catchUp);
    parts.inbox = this.#inbox = new Link(parts, this);
    for (const feature of settings.features) (feature as (parts: Parts) => void)(parts);
  }

  start(): void {
    this.#inbox.start();
  }

  /** Ends everything; whatever is not settled is rejected. */
  end(cause: ClientError): void {
    this.#settle(cause);
    this.#inbox.stop();
    this.#granted = () => Promise.reject(cause);
    this.#refuse?.(cause);
  }

  wake(): void {
    this.#inbox.wake();
    this.#tell((part) => part.wake?.());
  }

  /** The present token, or a new one. What cannot be had now, or is not here in time, may be had later. */
  async token(): Promise<string> {
    this.#grant ??= this.#granted();
    const { token, uid } = await this.#grant;
    this.self.uid = uid || this.self.uid;
    return token;
  }

  /** One that is awaited is new already. */
  renew(): void {
    if (!this.#refuse) this.#grant = null;
  }

  // ---- the inbox's link -----------------------------------------------------------------------------------------

  async target(): Promise<{ url: string; protocols: string[] }> {
    const { appId, platform, agent, storage, clock, random } = this.#parts;
    const key = `oriole/${appId}/guid`;
    const made = `${clock.now().toString(36)}-${random().toString(36).slice(2)}`;
    try {
      this.#guid ||= (await storage.get(key)) || "";
      if (!GUID.test(this.#guid)) {
        this.#guid = made;
        await storage.set(key, made);
      }
    } catch {
      // Storage that is full or blocked costs the device its identity at the next start, not the session.
      this.#guid ||= made;
    }
    const token = await this.token();
    for (const part of this.#parts.all) await part.prepare?.(token, this.#guid);
    const [device, name] = [encodeURIComponent(this.#guid), encodeURIComponent(agent)];
    return this.#socketTarget(`?guid=${device}&platform=${platform}&agent=${name}`);
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
    this.#parts.pathUp();
    this.#tell((part) => part.wake?.());
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
    this.#parts.pathDown(INBOX);
  }

  // ---- inside ---------------------------------------------------------------------------------------------------

  /** The application's own function may never settle, and whoever waits for it must: in time, or when the session ends. */
  #granted = (): Promise<Grant> => {
    const grant = inTime(
      this.#parts,
      new Promise<Grant>((resolve, reject) => {
        this.#refuse = reject;
        this.#host.grant().then(resolve, reject);
      }),
    );
    const over = () => {
      this.#refuse = null;
    };
    grant.then(over, () => {
      over();
      this.#grant = null;
    });
    return grant;
  };

  get #online(): boolean {
    return this.#inbox.state.at === "online";
  }

  #path(xid: number): Path | null {
    return this.#parts.ownPath(xid) ?? (this.#online ? this.#inboxPath : null);
  }

  async #socketTarget(rest: string): Promise<{ url: string; protocols: string[] }> {
    const token = await this.token();
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
    const { outbox, emitter, catchUp } = this.#parts;
    for (const ack of sync.acks) outbox.acked(ack);
    if (sync.client_mid) return outbox.acked(sync);
    const refusal = sync.status && sync.status.code !== 1 ? fromStatus(sync.status) : null;
    if (!sync.xid) {
      if (refusal) emitter.emit("error", refusal);
      return;
    }
    const state = this.registry.state(sync.xid.uid);
    if (refusal || sync.is_full_sync) this.#tell((part) => part.answer?.(state.xid, refusal ?? sync));
    if (refusal) catchUp.refused(state, refusal.retryable);
    else if (!sync.is_full_sync) {
      piece(this.#parts, state, sync);
      if (!sync.is_eager_sync) catchUp.page(state, sync.next_key > 0, sync.head_seq);
    }
  }

  #settle(cause: ClientError): void {
    this.#tell((part) => part.end?.(cause));
  }

  #tell(what: (part: Part) => void): void {
    this.#parts.all.forEach(what);
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
