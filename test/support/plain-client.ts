/**
 * A client that behaves as the existing ones do (xsync.md §4 to §7, §9), over raw WebSocket or real Socket.IO: it keeps
 * no cursors, follows every key, acknowledges by client mid, and throws where the original throws.
 */

import { type Ack, type HistoryPage, LoginRefused, type UnreadItem } from "./plain/answers.ts";
import { DeviceMemory } from "./plain/device-memory.ts";
import { type ClientEvent, takeMeta } from "./plain/inbox.ts";
import { idOf, type MessageStore } from "./plain/message-store.ts";
import { type Host, open, type Transport, type TransportKind } from "./plain/transport.ts";
import {
  callMeta,
  type OperationFields,
  type Override,
  operationMeta,
  removalMeta,
  textMeta,
  typingMeta,
} from "./plain/uplink.ts";
import { decode, decodeNotice, encode, type Fields, frameOf, nameOf, type SyncDown, type Xid } from "./plain/wire.ts";
import { type Found, Watch } from "./watch.ts";

export interface ClientOptions {
  transport: TransportKind;
  host: Host;
  uid: number;
  token: string;
  memory?: DeviceMemory;
}

/** Acks are processed this long after they arrive, so whatever comes right behind one overtakes it. */
const ACK_DELAY_MS = 20;
/** A notice during a sync of the same conversation waits this long. */
const NOTICE_DELAY_MS = 3000;
/** Conversations of the unread list are synced one at a time after the first. */
const SYNC_EVERY_MS = 50;

interface Pending {
  resolve(ack: Ack): void;
  /** What the ack does to the local store. */
  apply(mid: number): void;
}

export class PlainClient {
  readonly #options: ClientOptions;
  readonly memory: DeviceMemory;
  /** Everything the application heard of, in order. */
  readonly events: ClientEvent[] = [];
  /** Answers to UNREAD, in order. */
  readonly unreads: UnreadItem[][] = [];
  readonly histories: HistoryPage[] = [];
  /** Conversations a NOTICE came for. */
  readonly notices: number[] = [];
  /** Failures without a client mid. */
  readonly errors: { code: number; reason: string }[] = [];
  /** SyncDL pages that were processed, whatever was in them. */
  pages: { xid: number; nextKey: number; size: number }[] = [];
  closed: { code: number | null } | null = null;
  /** While true, pages are processed and their keys are not answered. */
  holdKeys = false;

  readonly #pending = new Map<string, Pending[]>();
  readonly #syncing = new Set<number>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #watch = new Watch(() => `user ${this.uid} has ${this.#summary()}`);
  #transport: Transport | null = null;
  #login: { resolve(): void; reject(error: Error): void } | null = null;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.memory = options.memory ?? new DeviceMemory(options.uid);
  }

  get uid(): number {
    return this.#options.uid;
  }

  get sn(): number {
    return this.memory.sn;
  }

  get store(): MessageStore {
    return this.memory.store;
  }

  // ---- connection -----------------------------------------------------------------------------------------------

  async connect(): Promise<void> {
    const { transport, host } = this.#options;
    this.#transport = await open(transport, host, {
      onFrame: (frame) => this.#watch.guard(() => this.#frame(frame)),
      onClose: (code) => this.#ended(code),
      onWrong: (what) => this.#watch.fail(new Error(`the server sent ${what}`)),
    });
  }

  /** Connects and logs in; rejects with LoginRefused. `fields` replace what the client would put into PROVISION. */
  async login(fields: Fields = {}): Promise<void> {
    if (!this.#transport) await this.connect();
    const { uid, token } = this.#options;
    const { guid, sn } = this.memory;
    const done = new Promise<void>((resolve, reject) => {
      this.#login = { resolve, reject };
    });
    const provision: Fields = {
      xid: { uid, deviceSN: sn || 999_999_999 + Math.floor(Math.random() * 2_140_000) },
      token,
      os_type: 6,
      sdk_vsn: "2.0.0",
      device_guid: guid,
      device_info: this.#options.transport === "raw" ? "Uniapp" : "Web",
      ...fields,
    };
    this.sendFrame(frameOf("PROVISION", encode("Provision", provision)));
    return done;
  }

  sendFrame(frame: Uint8Array): void {
    if (!this.#transport) throw new Error("not connected");
    this.#transport.send(frame);
  }

  cut(): void {
    this.#transport?.cut();
  }

  /** Logs out; throws what went wrong while the client was in use. */
  async close(): Promise<void> {
    this.#transport?.close();
    if (this.#transport) await this.until(() => this.closed, "the connection to end");
    for (const timer of this.#timers) clearTimeout(timer);
    this.#watch.rethrow();
  }

  // ---- sending --------------------------------------------------------------------------------------------------

  /** Sends a text and waits for the ack, whatever it says. */
  text(to: number, content: string, override: Override = {}): Promise<Ack> {
    const meta = textMeta(this, to, this.memory.groups.has(to), content, override);
    return this.send(meta, (mid) => {
      this.store.put(to, {
        id: mid,
        from: this.uid,
        to,
        timestamp: String(Date.now()),
        ctype: 0,
        content,
        config: String(override.body?.["config"] ?? ""),
        ext: String(override.body?.["ext"] ?? ""),
        attachment: "",
        status: 0,
        played: false,
        editTimestamp: "0",
      });
    });
  }

  /** Sends a text that must be taken. The server mid. */
  async say(to: number, content: string, override: Override = {}): Promise<number> {
    const ack = await this.text(to, content, override);
    if (ack.code !== 1) throw new Error(`"${content.slice(0, 20)}" was refused: ${ack.status} ${ack.reason}`);
    return ack.mid;
  }

  typing(to: number): Promise<Ack> {
    return this.send(typingMeta(this, to));
  }

  call(to: number, config: Record<string, unknown>, content?: string): Promise<Ack> {
    return this.send(callMeta(this, to, config, content));
  }

  /** RECALL and DELETE take effect here when they are acked; edits of one's own roster message do not (§7.6). */
  operate(name: string, fields: OperationFields): Promise<Ack> {
    const { mid, to, xid = to } = fields;
    const removes = name === "RECALL" || name === "DELETE";
    return this.send(operationMeta(this, name, fields), () => {
      if (removes) this.store.remove(xid, mid);
    });
  }

  removeConversation(xid: number, everywhere: boolean): Promise<Ack> {
    return this.send(removalMeta(this, xid, everywhere), () => this.store.drop(xid));
  }

  send(meta: Fields, apply: (mid: number) => void = () => {}): Promise<Ack> {
    return new Promise((resolve) => {
      const clientMid = String(meta["id"]);
      const waiting = this.#pending.get(clientMid) ?? [];
      this.#pending.set(clientMid, [...waiting, { resolve, apply }]);
      this.sendFrame(frameOf("SYNC", encode("SyncUL", { meta })));
    });
  }

  // ---- asking ---------------------------------------------------------------------------------------------------

  /** The heartbeat; resolves with its answer. */
  async heartbeat(): Promise<UnreadItem[]> {
    const before = this.unreads.length;
    this.sendFrame(frameOf("UNREAD", null));
    return this.until(() => this.unreads[before], "an answer to UNREAD");
  }

  async history(xid: number, key: number, count: number): Promise<HistoryPage> {
    const before = this.histories.length;
    const request = { xid: { uid: xid, deviceSN: 0 }, key, is_full_sync: true, full_sync_num: count };
    this.sendFrame(frameOf("SYNC", encode("SyncUL", request)));
    return this.until(() => this.histories[before], `history of ${xid}`);
  }

  sync(xid: number, key?: number): void {
    this.#sync({ uid: String(xid), deviceSN: 0 }, key === undefined ? null : String(key));
  }

  // ---- waiting --------------------------------------------------------------------------------------------------

  /** Resolves with the first truthy value of `check`, which is asked again after everything that happens here. */
  until<T>(check: () => T, what: string): Promise<Exclude<Found<T>, 0 | "">> {
    type Truthy = Exclude<Found<T>, 0 | "">;
    return this.#watch.until(() => (check() || null) as Truthy | null, what) as Promise<Truthy>;
  }

  /** The message with this text in a conversation. */
  got(xid: number, content: string) {
    return this.until(() => this.store.of(xid).find((message) => message.content === content), `"${content}"`);
  }

  event<Is extends ClientEvent["is"]>(is: Is, name?: string): Promise<Extract<ClientEvent, { is: Is }>> {
    const fits = (event: ClientEvent): event is Extract<ClientEvent, { is: Is }> =>
      event.is === is && (name === undefined || ("name" in event && event.name === name));
    return this.until(() => this.events.find(fits), `${is} ${name ?? ""}`);
  }

  #summary(): string {
    const said = this.store.ids.map((xid) => `${xid}: ${this.store.texts(xid).slice(-5).join("|")}`).join("; ");
    const heard = this.events.map((event) => ("name" in event ? event.name : event.is)).slice(-8);
    return JSON.stringify({ said, heard, pages: this.pages.slice(-5), errors: this.errors, closed: this.closed });
  }

  // ---- what comes down ------------------------------------------------------------------------------------------

  #frame(bytes: Uint8Array): void {
    const frame = decode("Frame", bytes);
    switch (nameOf("Frame.Command", frame.command)) {
      case "PROVISION":
        return this.#provisioned(frame.payload);
      case "UNREAD":
        return this.#unread(frame.payload);
      case "NOTICE":
        return this.#notice(decodeNotice(frame.payload));
      case "SYNC":
        return this.#synced(decode("SyncDL", frame.payload));
      default:
        // Other commands are ignored silently.
        return;
    }
  }

  #provisioned(payload: Uint8Array): void {
    const { status, xid } = decode("Provision", payload);
    if (!status) throw new Error("PROVISION without a status");
    const login = this.#login;
    this.#login = null;
    if (status.code !== 1) {
      login?.reject(new LoginRefused(status.code, status.reason));
      return;
    }
    if (!xid) throw new Error("PROVISION without an XID");
    if (xid.deviceSN) this.memory.sn = xid.deviceSN;
    login?.resolve();
    this.sendFrame(frameOf("UNREAD", null));
  }

  #unread(payload: Uint8Array): void {
    const items = decode("UnreadDL", payload).unread.map(({ xid, n, type }) => ({
      item: { xid: idOf(xid, "ConversationUnread.xid"), n, type },
      raw: xid as Xid,
    }));
    this.unreads.push(items.map(({ item }) => item));
    for (const { item } of items) {
      if (item.type === 2) this.memory.groups.add(item.xid);
      if (item.type === 2 || (item.type === 1 && item.n === 0)) this.#toFront(item.xid);
    }
    const news = items.filter(({ item }) => item.n > 0);
    for (const [at, { raw }] of news.entries()) {
      if (at === 0) this.#sync(raw, null);
      else this.#later(at * SYNC_EVERY_MS, () => this.#sync(raw, null));
    }
  }

  #notice(xid: Xid): void {
    const uid = Number(xid.uid);
    this.notices.push(uid);
    if (!this.#syncing.has(uid)) return this.#sync(xid, null);
    this.#later(NOTICE_DELAY_MS, () => {
      this.#syncing.delete(uid);
      this.#sync(xid, null);
    });
  }

  #sync(xid: Xid, key: string | null): void {
    if (this.closed) return;
    this.#syncing.add(Number(xid.uid));
    this.sendFrame(frameOf("SYNC", encode("SyncUL", { xid: { ...xid }, ...(key === null ? {} : { key }) })));
  }

  #synced(sync: SyncDown): void {
    const { status } = sync;
    if (!status) throw new Error("SyncDL without a status");
    if (sync.client_mid !== "0") return this.#later(ACK_DELAY_MS, () => this.#acked(sync));
    if (status.code !== 1) {
      this.errors.push({ code: status.code, reason: status.reason });
      return;
    }
    if (sync.is_full_sync) return this.#historyPage(sync);
    for (const meta of sync.metas) this.#meta(meta, false);
    const nextKey = Number(sync.next_key);
    const xid = nextKey === 0 ? idOf(sync.xid, "SyncDL.xid") : Number(sync.xid?.uid ?? 0);
    this.pages.push({ xid, nextKey, size: sync.metas.length });
    if (nextKey === 0) this.#syncing.delete(xid);
    else if (!this.holdKeys) this.#sync(sync.xid ?? { uid: "0", deviceSN: 0 }, sync.next_key);
  }

  #historyPage(sync: SyncDown): void {
    const before = this.events.length;
    for (const meta of [...sync.metas].reverse()) this.#meta(meta, true);
    const messages = this.events.slice(before).filter((event) => event.is === "message");
    const xid = idOf(sync.xid, "SyncDL.xid");
    this.histories.push({ xid, next: Number(sync.next_key), messages: messages.reverse() });
  }

  #acked(sync: SyncDown): void {
    const waiting = this.#pending.get(sync.client_mid);
    const pending = waiting?.shift();
    if (!pending) throw new Error(`an ack nobody waits for: ${sync.client_mid}`);
    const { code, reason } = sync.status ?? { code: 0, reason: "" };
    const mid = Number(sync.server_mid);
    if (code === 1 && mid === 0) throw new Error("an ack without server_mid: the message would be stored as 0");
    if (code === 1) pending.apply(mid);
    pending.resolve({
      code,
      status: nameOf("Status.ErrorCode", code),
      reason,
      clientMid: sync.client_mid,
      mid,
      time: Number(sync.server_time),
      editTimestamp: sync.edit_timestamp,
    });
  }

  #meta(meta: SyncDown["metas"][number], history: boolean): void {
    const { uid, store } = this;
    const { groups } = this.memory;
    takeMeta({ uid, store, groups, emit: (event) => this.#happened(event) }, meta, history);
  }

  #happened(event: ClientEvent): void {
    this.events.push(event);
    if (event.is === "message" && !event.history) this.#toFront(event.xid);
    if (event.is === "removal") this.memory.list = this.memory.list.filter((xid) => xid !== event.xid);
    if (event.is === "user" && event.name === "KICK_BY_SAME_DEVICE") {
      this.memory.guid = String(Math.floor(Math.random() * 2 ** 31));
      this.memory.sn = 0;
    }
  }

  #toFront(xid: number): void {
    this.memory.list = [xid, ...this.memory.list.filter((other) => other !== xid)];
  }

  // ---- inside ---------------------------------------------------------------------------------------------------

  #ended(code: number | null): void {
    this.closed = { code };
    for (const timer of this.#timers) clearTimeout(timer);
    this.#login?.reject(new Error(`closed with ${code} while logging in`));
    this.#login = null;
    this.#watch.look();
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#watch.guard(work);
    }, ms);
    this.#timers.add(timer);
  }
}
