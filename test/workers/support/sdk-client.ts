/** A client on an SDK transport, as small as it can be: it keeps a position a conversation, and pulls when it sees a gap. */

import { exports } from "cloudflare:workers";
import { pb, toNumber } from "../../../protocol/codec";
import { frameOf } from "../../../protocol/frames";
import { type Found, Watch } from "../../support/watch";
import type { User } from "./stage";

export interface Held {
  /** Contents of the messages by seq; operations by name. */
  entries: Map<number, { mid: number; text: string; from: number }>;
  seq: number;
  mid: number;
}

export interface Ack {
  clientMid: string;
  code: number;
  mid: number;
  seq: number;
}

export class SdkClient {
  readonly user: User;
  readonly #socket: WebSocket;
  readonly #watch = new Watch(() => this.#summary());
  readonly conversations = new Map<number, Held>();
  readonly acks = new Map<string, Ack>();
  readonly unreads: pb.ConversationUnread.$Properties[][] = [];
  readonly typing: pb.Meta.$Properties[] = [];
  /** Every SyncDL as it came. */
  readonly frames: pb.SyncDL[] = [];
  readonly notices: { ns: number; payload: Uint8Array; from: number }[] = [];
  sn = 0;
  code = 0;
  closed: { code: number; reason: string } | null = null;

  constructor(user: User, socket: WebSocket) {
    this.user = user;
    this.#socket = socket;
    // workerd gives Blobs otherwise.
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", ({ data }) => {
      if (data instanceof ArrayBuffer) this.#frame(new Uint8Array(data));
      this.#watch.look();
    });
    socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
      this.#watch.look();
    });
    socket.accept();
  }

  /** The inbox of a user's device. */
  static async inbox(user: User, guid = crypto.randomUUID()): Promise<SdkClient> {
    const client = await SdkClient.#open(user, `/xsync?guid=${guid}&platform=6`);
    if (client.code !== 1) throw new Error(`the inbox was refused with status ${client.code}`);
    return client;
  }

  /** A device's direct socket to one conversation; `after` asks for what follows. */
  static async direct(user: User, xid: number, sn: number, after?: number): Promise<SdkClient> {
    const position = after === undefined ? "" : `&after=${after}`;
    return SdkClient.#open(user, `/xsync/conversations/${xid}?sn=${sn}${position}`);
  }

  static async #open(user: User, path: string): Promise<SdkClient> {
    const headers = { upgrade: "websocket", "sec-websocket-protocol": `xsync, token.${user.token}` };
    const response = await exports.default.fetch(`http://oriole.example${path}`, { headers });
    if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
    const client = new SdkClient(user, response.webSocket);
    await client.until(() => client.code !== 0, "a PROVISION reply");
    return client;
  }

  close(): void {
    this.#socket.close(1000);
  }

  held(xid: number): Held {
    const held = this.conversations.get(xid) ?? { entries: new Map(), seq: 0, mid: 0 };
    this.conversations.set(xid, held);
    return held;
  }

  /** What it holds of a conversation, in order. */
  texts(xid: number): string[] {
    return [...this.held(xid).entries].sort(([a], [b]) => a - b).map(([, { text }]) => text);
  }

  async say(to: number, content: string, clientMid = String(Math.floor(Math.random() * 2 ** 50))): Promise<Ack> {
    const type = to % 512 >= 256 ? pb.MessageBody.Type.GROUPCHAT : pb.MessageBody.Type.CHAT;
    return this.send(to, { type, content }, clientMid);
  }

  operate(to: number, type: pb.MessageOperation.OpType, mid: number, xid: number, content = ""): Promise<Ack> {
    const body = { type: pb.MessageBody.Type.OPER, ctype: 6, content, operation: { type, mid, xid: { uid: xid } } };
    return this.send(to, body);
  }

  async send(
    to: number,
    body: pb.MessageBody.$Properties,
    clientMid = String(Math.floor(Math.random() * 2 ** 50)),
  ): Promise<Ack> {
    this.post(to, body, clientMid);
    return this.until(() => this.acks.get(clientMid), `an ack of ${clientMid}`);
  }

  /** Sends and waits for nothing. */
  post(to: number, body: pb.MessageBody.$Properties, clientMid: string): void {
    const { uid } = this.user;
    const payload = pb.MessageBody.encode(body).finish();
    const meta = { id: Number(clientMid), from: { uid, deviceSN: this.sn }, to: { uid: to }, ns: 1, payload };
    this.request({ metas: [meta] });
  }

  request(fields: pb.SyncUL.$Properties): void {
    this.#socket.send(frameOf(pb.Frame.Command.SYNC, [pb.SyncUL.encode(fields).finish()]));
  }

  pull(xid: number): void {
    this.request({ xid: { uid: xid }, key: this.held(xid).mid });
  }

  /** Names its positions and gets what lies after them, then the list. */
  async unread(limit = 100, tail = 100): Promise<pb.ConversationUnread.$Properties[]> {
    const before = this.unreads.length;
    const positions = [...this.conversations].map(([uid, { mid }]) => ({ uid, mid }));
    const payload = pb.UnreadUL.encode({ positions, tail, limit }).finish();
    this.#socket.send(frameOf(pb.Frame.Command.UNREAD, [payload]));
    return this.until(() => this.unreads[before], "the unread list");
  }

  got(xid: number, text: string): Promise<true> {
    return this.until(() => this.texts(xid).includes(text), `"${text}" of ${xid}`);
  }

  until<T>(check: () => T, what: string): Promise<Found<T>> {
    return this.#watch.until(check, what);
  }

  #summary(): string {
    const held = [...this.conversations.keys()].map((xid) => `${xid}: ${this.texts(xid).join("|")}`);
    return `${this.user.uid} holds ${held.join("; ")}`;
  }

  #frame(bytes: Uint8Array): void {
    const { command, payload = new Uint8Array(0) } = pb.Frame.decode(bytes);
    if (command === pb.Frame.Command.PROVISION) {
      const { status, xid } = pb.Provision.decode(payload);
      this.code = status?.code ?? 0;
      this.sn = xid?.deviceSN ?? 0;
    } else if (command === pb.Frame.Command.UNREAD) this.unreads.push(pb.UnreadDL.decode(payload).unread ?? []);
    else if (command === pb.Frame.Command.SYNC) this.#sync(pb.SyncDL.decode(payload));
  }

  #sync(sync: pb.SyncDL): void {
    this.frames.push(sync);
    for (const { client_mid, status, server_mid, seq } of sync.acks ?? []) {
      const clientMid = String(client_mid);
      this.acks.set(clientMid, { clientMid, code: status?.code ?? 0, mid: toNumber(server_mid), seq: toNumber(seq) });
    }
    const lastSeq = toNumber(sync.last_seq);
    const xid = toNumber(sync.xid?.uid);
    if (lastSeq === 0) {
      if (sync.is_eager_sync) this.#ephemeral(xid, sync.metas ?? []);
      return;
    }
    const held = this.held(xid);
    if (toNumber(sync.prev_seq) > held.seq) return this.pull(xid);
    for (const meta of sync.metas ?? []) this.#keep(held, xid, meta);
    const newest = sync.metas?.at(-1);
    if (lastSeq > held.seq) {
      held.seq = lastSeq;
      held.mid = toNumber(sync.next_key) || toNumber(newest?.id) || held.mid;
    }
    if (toNumber(sync.next_key) > 0) this.pull(xid);
  }

  #ephemeral(xid: number, metas: pb.Meta.$Properties[]): void {
    for (const meta of metas) {
      if (xid > 0) this.typing.push(meta);
      else this.#note(meta);
    }
  }

  #note(meta: pb.Meta.$Properties): void {
    this.notices.push({ ns: meta.ns ?? 0, payload: meta.payload ?? new Uint8Array(0), from: toNumber(meta.from?.uid) });
  }

  #keep(held: Held, xid: number, meta: pb.Meta.$Properties): void {
    const seq = toNumber(meta.seq);
    if (xid === 0) this.#note(meta);
    held.entries.set(seq, { mid: toNumber(meta.id), text: textOf(meta), from: toNumber(meta.from?.uid) });
  }
}

function textOf(meta: pb.Meta.$Properties): string {
  const payload = meta.payload ?? new Uint8Array(0);
  if (meta.ns === pb.Meta.NameSpace.GROUP_NOTICE) {
    return pb.GroupNotice.Type[pb.GroupNotice.decode(payload).type ?? 0] ?? "?";
  }
  if (meta.ns !== pb.Meta.NameSpace.MESSAGE) return `ns ${meta.ns}`;
  const body = pb.MessageBody.decode(payload);
  if (body.type !== pb.MessageBody.Type.OPER) return body.content ?? "";
  return `${pb.MessageOperation.OpType[body.operation?.type ?? 0]} ${body.content?.trim() ?? ""}`.trim();
}
