/**
 * A server in memory behind the socket port: logs, dedupe, acks, pushes, pages, direct sockets, written with the server's
 * own codec. Every frame waits in a queue of its socket until a test lets it through, so that tests choose what is late,
 * lost or cut.
 */

import type { SocketPort } from "../../../client/src/api/ports";
import { appended, replaced } from "../../../durable-objects/conversation/merge";
import { pb, toNumber } from "../../../protocol/codec";
import { type ErrorName, errors } from "../../../protocol/errors";
import { frameOf, noticeFrame, provisionFrame, readFrame, statusOf, syncFrame } from "../../../protocol/frames";
import { isGroupId } from "../../../protocol/ids";
import { settled } from "./fake-clock";
import { FakeLogs, type Log, type LogEntry } from "./fake-logs";
import { historyFrame, metaOf, pageFrame, unreadItem } from "./fake-pages";
import { FakeSocket } from "./fake-socket";

const OK = { code: 1 };
const { OpType } = pb.MessageOperation;

export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  /** Frames go through by themselves. */
  auto = true;
  /** No new connection is made. */
  offline = false;
  /** Refuses a meta; undefined takes it. */
  refuse: (body: pb.MessageBody | null, uid: number) => ErrorName | undefined = () => undefined;
  /** Refuses everything in a frame as too fast, without looking at it. */
  refuseFrame: (socket: FakeSocket) => boolean = () => false;
  /** Refuses a connection at PROVISION. */
  refuseLogin: (uid: number) => ErrorName | undefined = () => undefined;
  /** Frames of clients, decoded. */
  readonly received: { socket: FakeSocket; sync: pb.SyncUL | null; unread: pb.UnreadUL | null }[] = [];
  readonly #devices = new Map<string, number>();
  readonly #logs = new FakeLogs();

  readonly port: SocketPort = (url, protocols) => {
    const socket = new FakeSocket(url, protocols);
    this.sockets.push(socket);
    return socket;
  };

  // ---- what tests do ----

  group(gid: number, members: number[]): void {
    this.#logs.group(gid, members);
  }

  log(a: number, b: number): Log {
    return this.#logs.between(a, b);
  }

  system(uid: number): Log {
    return this.#logs.system(uid);
  }

  /** Somebody without a client says something. */
  say(from: number, xid: number, content: string): LogEntry {
    const type = isGroupId(xid) ? 3 : 2;
    const body = { type, content, ctype: 0 };
    const payload = pb.MessageBody.encode(body).finish();
    const entry = this.#logs.append(this.log(from, xid), { from, sn: 0, ns: 1, payload, current: body });
    this.#push(xid, from, [entry], null);
    return entry;
  }

  notice(uid: number, ns: number, payload: Uint8Array, from = uid): void {
    this.#pushSystem(uid, this.#logs.append(this.system(uid), { from, sn: 0, ns, payload }));
  }

  /** A notice in the log of a group. */
  tell(gid: number, from: number, payload: Uint8Array): void {
    this.#push(gid, from, [this.#logs.append(this.log(from, gid), { from, sn: 0, ns: 2, payload })], null);
  }

  live(uid: number): FakeSocket[] {
    return this.sockets.filter((socket) => socket.uid === uid && socket.at !== "closed");
  }

  /** Lets everything through until nothing moves. */
  async flow(): Promise<void> {
    for (;;) {
      await settled();
      if (!this.auto || !this.step()) break;
    }
  }

  /** Moves what waits first on a socket picked by `pick`; false when nothing waits anywhere. */
  step(pick: (count: number) => number = () => 0): boolean {
    const moves: (() => void)[] = [];
    for (const socket of this.sockets) {
      if (socket.dead) continue;
      if (socket.at === "dialing") {
        if (!this.offline) moves.push(() => this.#open(socket));
        else moves.push(() => socket.cut());
      }
      if (socket.at === "open" && socket.up.length) moves.push(() => this.#receive(socket));
      if (socket.at === "open" && socket.down.length) moves.push(() => this.#deliver(socket));
      // A closed socket: the server hears of it later than the client.
      if (socket.at === "closed" && socket.attached) moves.push(() => this.#detach(socket));
    }
    const move = moves[pick(moves.length)];
    move?.();
    return move !== undefined;
  }

  // ---- the server ----

  #open(socket: FakeSocket): void {
    socket.at = "open";
    socket.onopen?.({} as never);
    const refusal = this.refuseLogin(socket.uid);
    if (refusal) {
      socket.down.push(provisionFrame({ status: statusOf(refusal) }), { close: 4000 + errors[refusal].number });
      return;
    }
    if (socket.xid === null) this.#openInbox(socket);
    else this.#openDirect(socket, socket.xid);
  }

  #openInbox(socket: FakeSocket): void {
    const device = `${socket.uid}/${socket.url.searchParams.get("guid")}`;
    socket.sn = this.#devices.get(device) ?? this.#devices.size + 1;
    this.#devices.set(device, socket.sn);
    for (const other of this.sockets) {
      if (
        other !== socket &&
        other.attached &&
        other.xid === null &&
        other.uid === socket.uid &&
        other.sn === socket.sn
      ) {
        other.attached = false;
        other.down.push({ close: 4111 });
      }
    }
    socket.attached = true;
    this.#send(socket, provisionFrame({ status: OK, xid: { uid: socket.uid, deviceSN: socket.sn } }));
  }

  #openDirect(socket: FakeSocket, xid: number): void {
    socket.sn = Number(socket.url.searchParams.get("sn"));
    socket.attached = true;
    this.#send(socket, provisionFrame({ status: OK, xid: { uid: socket.uid, deviceSN: socket.sn } }));
    const after = socket.url.searchParams.get("after");
    if (after !== null) this.#page(socket, xid, Number(after), 500);
  }

  #detach(socket: FakeSocket): void {
    socket.attached = false;
  }

  #send(socket: FakeSocket, frame: Uint8Array | string): void {
    socket.down.push(frame);
  }

  #deliver(socket: FakeSocket): void {
    const frame = socket.down.shift();
    if (frame === undefined) return;
    if (typeof frame === "object" && "close" in frame) socket.cut(frame.close);
    else socket.onmessage?.({ data: typeof frame === "string" ? frame : frame.slice().buffer });
  }

  #receive(socket: FakeSocket): void {
    const data = socket.up.shift();
    if (data === undefined) return;
    if (data === "ping") return this.#send(socket, "pong");
    const { command, payload } = readFrame(data as Uint8Array);
    if (command === "UNREAD") {
      const unread = pb.UnreadUL.decode(payload);
      this.received.push({ socket, sync: null, unread });
      return this.#unread(socket, unread);
    }
    const sync = pb.SyncUL.decode(payload);
    this.received.push({ socket, sync, unread: null });
    if (sync.metas?.length) return this.#publish(socket, sync.metas);
    const xid = toNumber(sync.xid?.uid);
    if (sync.is_full_sync) {
      const frame = historyFrame(socket.uid, this.#named(socket, xid), toNumber(sync.key), sync.full_sync_num ?? 20);
      return this.#send(socket, frame);
    }
    this.#page(socket, xid, toNumber(sync.key), sync.limit || 100);
  }

  #unread(socket: FakeSocket, { positions, tail, limit }: pb.UnreadUL): void {
    const { uid } = socket;
    const held = new Map((positions ?? []).map((one) => [toNumber(one.uid), toNumber(one.mid)]));
    const items: pb.ConversationUnread.$Properties[] = [];
    for (const { xid, log } of this.#logs.conversationsOf(uid)) {
      const mid = held.get(xid) ?? log.at(log.entries.at(-1 - (tail ?? 0))?.mid ?? 0).mid;
      if (log.head.mid > mid) this.#page(socket, xid, mid, limit ?? 0);
      items.push(unreadItem(uid, { xid, log }));
    }
    const system = this.system(uid);
    const known = held.get(0);
    if (known !== undefined && known < system.head.mid) this.#page(socket, 0, known, limit ?? 0);
    items.push({ xid: { uid: 0 }, head_mid: system.head.mid, head_seq: system.head.seq });
    this.#send(socket, frameOf(0, [pb.UnreadDL.encode({ status: OK, unread: items }).finish()]));
  }

  #page(socket: FakeSocket, xid: number, after: number, limit: number): void {
    this.#send(socket, pageFrame(socket.uid, this.#named(socket, xid), after, limit));
  }

  #named({ uid }: FakeSocket, xid: number) {
    return { xid, log: this.#logs.named(uid, xid) };
  }

  #publish(socket: FakeSocket, metas: pb.Meta.$Properties[]): void {
    const acks: pb.Ack.$Properties[] = [];
    const entries = new Map<number, LogEntry[]>();
    if (this.refuseFrame(socket)) {
      const status = statusOf("MessageRateLimitExceeded");
      const refused = metas.map((meta) => ({ client_mid: meta.id ?? 0, status }));
      return this.#send(socket, syncFrame({ status: OK, acks: refused }));
    }
    for (const meta of metas) {
      const { ack, entry, xid } = this.#accept(socket, meta);
      acks.push({ client_mid: meta.id ?? 0, ...ack });
      if (entry) entries.set(xid, [...(entries.get(xid) ?? []), entry]);
    }
    this.#send(socket, syncFrame({ status: OK, acks }));
    for (const [xid, batch] of entries) this.#push(xid, socket.uid, batch, socket);
  }

  #accept(socket: FakeSocket, meta: pb.Meta.$Properties): { ack: pb.Ack.$Properties; entry?: LogEntry; xid: number } {
    const { uid, sn } = socket;
    const payload = meta.payload ?? new Uint8Array(0);
    const none = { server_mid: this.#logs.nextMid(), server_time: this.#logs.nextMs(), status: OK };
    if (meta.ns === 6) return { ack: none, xid: 0 };
    const body = pb.MessageBody.decode(payload);
    const refusal = this.refuse(body, uid);
    if (refusal) return { ack: { status: statusOf(refusal) }, xid: 0 };
    if (body.type === 1) return this.#operation(socket, meta, body, payload);
    const xid = toNumber(meta.to?.uid);
    const log = this.log(uid, xid);
    if (body.qos === 1) {
      this.#typing(socket, xid, meta);
      return { ack: none, xid };
    }
    return { ...this.#store(log, uid, sn, meta, payload, body), xid };
  }

  #store(log: Log, uid: number, sn: number, meta: pb.Meta.$Properties, payload: Uint8Array, body?: pb.MessageBody) {
    const key = `${uid}/${sn}/${toNumber(meta.id)}`;
    const again = log.dedupe.get(key);
    const entry = again ?? this.#logs.append(log, { from: uid, sn, ns: 1, payload, current: body });
    log.dedupe.set(key, entry);
    const ack = { status: OK, server_mid: entry.mid, server_time: entry.time, seq: entry.seq };
    return again ? { ack } : { ack, entry };
  }

  #operation(socket: FakeSocket, meta: pb.Meta.$Properties, body: pb.MessageBody, payload: Uint8Array) {
    const { uid, sn } = socket;
    const type = body.operation?.type;
    const mid = toNumber(body.operation?.mid);
    const xid = toNumber(body.operation?.xid?.uid);
    const log = this.log(uid, xid);
    if (type !== OpType.RECALL && type !== OpType.APPEND && type !== OpType.REPLACE) {
      this.#private(socket, log, xid, type ?? 0, mid, payload);
      return { ack: { status: OK, server_mid: this.#logs.nextMid(), server_time: this.#logs.nextMs() }, xid };
    }
    const key = `${uid}/${sn}/${toNumber(meta.id)}`;
    const again = log.dedupe.get(key);
    const target = log.message(mid);
    if (!again && !target?.current) return { ack: { status: statusOf("MessageInvalid") }, xid };
    if (again || !target?.current) return { ...this.#store(log, uid, sn, meta, payload), xid };
    if (type === OpType.RECALL) {
      target.current = null;
      return { ...this.#store(log, uid, sn, meta, payload), xid };
    }
    const editTime = Math.max(this.#logs.nextMs(), toNumber(target.current.edit_timestamp) + 1);
    target.current = (type === OpType.APPEND ? appended : replaced)(target.current as pb.MessageBody, body, editTime);
    const stored = this.#store(
      log,
      uid,
      sn,
      meta,
      pb.MessageBody.encode({ ...body, edit_timestamp: editTime }).finish(),
    );
    return { ...stored, ack: { ...stored.ack, edit_timestamp: editTime }, xid };
  }

  #private(socket: FakeSocket, log: Log, xid: number, type: number, mid: number, payload: Uint8Array): void {
    const { uid } = socket;
    const tell = (to: number, name: number) => {
      const body = { type: 1, ctype: 6, operation: { type, mid, xid: { uid: name } } };
      const bytes = to === uid ? payload : pb.MessageBody.encode(body).finish();
      const notice = { from: uid, sn: socket.sn, ns: 1, payload: bytes };
      this.#pushSystem(to, this.#logs.append(this.system(to), notice));
    };
    if (type === OpType.READ_ACK || type === OpType.READ_ALL) {
      if ((log.read.get(uid) ?? 0) >= mid) return;
      log.read.set(uid, log.at(mid).mid);
      tell(uid, xid);
      if (type === OpType.READ_ACK) {
        for (const to of log.members) if (to !== uid) tell(to, isGroupId(xid) ? xid : uid);
      }
    } else if (type === OpType.DELIVER_ACK) {
      if ((log.delivered.get(uid) ?? 0) >= mid) return;
      log.delivered.set(uid, mid);
      for (const to of log.members) if (to !== uid) tell(to, isGroupId(xid) ? xid : uid);
    } else {
      if (type === OpType.DELETE) log.deleted.add(`${uid}/${mid}`);
      tell(uid, xid);
    }
  }

  #pushSystem(uid: number, entry: LogEntry): void {
    const prev = this.system(uid).entries.at(-2);
    for (const socket of this.sockets) {
      if (socket.uid !== uid || !socket.attached || socket.xid !== null) continue;
      const place = { prev_seq: entry.seq - 1, prev_mid: prev?.mid ?? 0, last_seq: entry.seq };
      this.#send(
        socket,
        syncFrame({ status: OK, xid: { uid: 0 }, is_eager_sync: true, ...place }, [metaOf(uid, 0, entry)]),
      );
    }
  }

  #typing(from: FakeSocket, xid: number, meta: pb.Meta.$Properties): void {
    const log = this.log(from.uid, xid);
    for (const socket of this.sockets) {
      if (!socket.attached || socket.uid === from.uid || !log.members.includes(socket.uid)) continue;
      const name = isGroupId(xid) ? xid : from.uid;
      if (socket.xid !== null && socket.xid !== name) continue;
      const sent = pb.Meta.encode({ ...meta, from: { uid: from.uid, deviceSN: from.sn } }).finish();
      this.#send(socket, syncFrame({ status: OK, xid: { uid: name }, is_eager_sync: true }, [sent]));
    }
  }

  /** [PUSH-1] direct sockets of a device take it off its inbox, until the server has seen them close. */
  #push(xid: number, from: number, entries: LogEntry[], sender: FakeSocket | null): void {
    const log = this.log(from, xid);
    const prev = log.entries[(entries[0]?.seq ?? 1) - 2] ?? { mid: 0, seq: 0 };
    const last = entries.at(-1) ?? prev;
    for (const uid of log.members) {
      const name = isGroupId(xid) ? xid : uid === from ? xid : from;
      const direct = this.sockets.filter((s) => s.attached && s.uid === uid && s.xid === name);
      const attached = new Set(direct.map(({ sn }) => sn));
      const inboxes = this.sockets.filter((s) => s.attached && s.uid === uid && s.xid === null && !attached.has(s.sn));
      for (const socket of [...direct, ...inboxes]) {
        if (sender && socket.uid === sender.uid && socket.sn === sender.sn && !this.echo) continue;
        const place = { prev_mid: prev.mid, prev_seq: prev.seq, last_seq: last.seq };
        const metas = entries.map((entry) => metaOf(uid, name, entry));
        this.#send(socket, syncFrame({ status: OK, xid: { uid: name }, is_eager_sync: true, ...place }, metas));
      }
    }
  }

  /** Senders are pushed their own entries as well, before or after the ack. */
  echo = false;

  /** For the one command the SDK must ignore. */
  noticeFrame(uid: number): Uint8Array {
    return noticeFrame(uid);
  }
}
