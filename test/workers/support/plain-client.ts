/** An existing client over raw WebSocket, inside workerd: it follows keys, merges by id, and keeps no cursor. */

import { exports } from "cloudflare:workers";
import { pb, toNumber } from "../../../protocol/codec";
import { frameOf } from "../../../protocol/frames";
import { type Found, Watch } from "../../support/watch";
import type { User } from "./stage";

/** What the device keeps when its connection is gone. */
export class Storage {
  readonly guid = crypto.randomUUID();
  readonly messages = new Map<number, Map<number, string>>();

  texts(xid: number): string[] {
    return [...(this.messages.get(xid) ?? [])].sort(([a], [b]) => a - b).map(([, text]) => text);
  }
}

export class PlainClient {
  readonly user: User;
  readonly storage: Storage;
  readonly #socket: WebSocket;
  readonly #watch = new Watch(() => `${this.user.uid} was given ${this.given.join("|")}`);
  readonly unreads: { xid: number; n: number }[][] = [];
  /** Messages as they were given, repetitions included. */
  readonly given: string[] = [];
  readonly acks = new Map<string, { code: number; mid: number }>();
  /** Keys it was asked to answer, newest last. */
  readonly keys: { xid: number; key: number }[] = [];
  readonly refusals: { code: number; reason: string }[] = [];
  holdKeys = false;
  sn = 0;
  closed: { code: number } | null = null;

  constructor(user: User, socket: WebSocket, storage: Storage) {
    this.user = user;
    this.storage = storage;
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", ({ data }) => {
      if (data instanceof ArrayBuffer) this.#frame(new Uint8Array(data));
      this.#watch.look();
    });
    socket.addEventListener("close", ({ code }) => {
      this.closed = { code };
      this.#watch.look();
    });
    socket.accept();
  }

  static async connect(user: User, storage = new Storage()): Promise<PlainClient> {
    const response = await exports.default.fetch("http://oriole.example/", { headers: { upgrade: "websocket" } });
    if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
    return new PlainClient(user, response.webSocket, storage);
  }

  static async login(user: User, storage = new Storage()): Promise<PlainClient> {
    const client = await PlainClient.connect(user, storage);
    const provision = { xid: { uid: user.uid }, token: user.token, os_type: 6, device_guid: storage.guid };
    client.frame(pb.Frame.Command.PROVISION, pb.Provision.encode(provision).finish());
    await client.until(() => client.sn > 0, "its login");
    await client.heartbeat();
    return client;
  }

  frame(command: number, payload: Uint8Array): void {
    this.#socket.send(frameOf(command, [payload]));
  }

  close(): void {
    this.#socket.close(1000);
  }

  async heartbeat(): Promise<{ xid: number; n: number }[]> {
    const before = this.unreads.length;
    this.#socket.send(new Uint8Array([0x08, 0, 0x10, 0, 0x18, 0]));
    return this.until(() => this.unreads[before], "an answer to UNREAD");
  }

  sync(xid: number, key?: number): void {
    const fields = { xid: { uid: xid }, ...(key === undefined ? {} : { key }) };
    this.frame(pb.Frame.Command.SYNC, pb.SyncUL.encode(fields).finish());
  }

  /** Answers what it held back. */
  answerKeys(): void {
    this.holdKeys = false;
    for (const { xid, key } of this.keys.splice(0)) this.sync(xid, key);
  }

  async say(to: number, content: string, clientMid = String(Math.floor(Math.random() * 2 ** 50))) {
    const { uid } = this.user;
    const payload = pb.MessageBody.encode({ type: pb.MessageBody.Type.CHAT, content }).finish();
    const meta = { id: Number(clientMid), from: { uid, deviceSN: this.sn }, to: { uid: to }, ns: 1, payload };
    this.frame(pb.Frame.Command.SYNC, pb.SyncUL.encode({ meta }).finish());
    return this.until(() => this.acks.get(clientMid), `an ack of ${content}`);
  }

  got(xid: number, text: string): Promise<true> {
    return this.until(() => this.storage.texts(xid).includes(text), `"${text}" of ${xid}`);
  }

  until<T>(check: () => T, what: string): Promise<Found<T>> {
    return this.#watch.until(check, what);
  }

  #frame(bytes: Uint8Array): void {
    const { command, payload = new Uint8Array(0) } = pb.Frame.decode(bytes);
    if (command === pb.Frame.Command.PROVISION) {
      this.sn = pb.Provision.decode(payload).xid?.deviceSN ?? 0;
    } else if (command === pb.Frame.Command.UNREAD) this.#unread(pb.UnreadDL.decode(payload));
    else if (command === pb.Frame.Command.NOTICE) this.sync(toNumber(pb.Notice.decode(payload).xid?.uid));
    else this.#sync(pb.SyncDL.decode(payload));
  }

  #unread({ unread }: pb.UnreadDL): void {
    const items = (unread ?? []).map(({ xid, n }) => ({ xid: toNumber(xid?.uid), n: n ?? 0 }));
    this.unreads.push(items);
    for (const { xid, n } of items) if (n > 0) this.sync(xid);
  }

  #sync(sync: pb.SyncDL): void {
    const code = sync.status?.code ?? 0;
    if (toNumber(sync.client_mid) > 0) {
      this.acks.set(String(sync.client_mid), { code, mid: toNumber(sync.server_mid) });
      return;
    }
    if (code !== 1) {
      this.refusals.push({ code, reason: sync.status?.reason ?? "" });
      return;
    }
    const xid = toNumber(sync.xid?.uid);
    for (const meta of sync.metas ?? []) this.#keep(xid, meta);
    const key = toNumber(sync.next_key);
    if (key === 0) return;
    if (this.holdKeys) this.keys.push({ xid, key });
    else this.sync(xid, key);
  }

  #keep(xid: number, meta: pb.Meta.$Properties): void {
    if (meta.ns !== pb.Meta.NameSpace.MESSAGE) return;
    const body = pb.MessageBody.decode(meta.payload ?? new Uint8Array(0));
    if (body.type === pb.MessageBody.Type.OPER) return;
    const messages = this.storage.messages.get(xid) ?? new Map<number, string>();
    this.storage.messages.set(xid, messages);
    messages.set(toNumber(meta.id), body.content ?? "");
    this.given.push(body.content ?? "");
  }
}
