/** A client of Oriole in one conversation, by its inbox or on a direct socket. */

import { Coverage } from "./coverage.ts";
import type { BenchUser, OrioleApp } from "./oriole-app.ts";
import { isOk, OrioleSocket, uidIn } from "./oriole-socket.ts";
import { Peer } from "./peer.ts";
import { counterAt, senderAt, TEXT_BYTES } from "./texts.ts";
import type { Traffic } from "./traffic.ts";
import { freshMids, UplinkTemplate } from "./uplink-template.ts";
import type { Fields } from "./wire.ts";

export type Path = "direct" | "inbox";

export interface Seat {
  user: BenchUser;
  /** How this user calls the conversation. */
  xid: number;
  isGroup: boolean;
  path: Path;
  /** One meta a frame, although the protocol would take more. */
  single?: boolean;
  /** Looks into every text; otherwise counts them, which is enough to find a gap. */
  reads: boolean;
}

export class OriolePeer extends Peer {
  readonly #seat: Seat;
  readonly #template: UplinkTemplate;
  readonly #firstMid = freshMids();
  readonly #listed = Promise.withResolvers<number>();
  #inbox: OrioleSocket | null = null;
  #seen = new Coverage(0);
  #head = 0;
  #closing = false;

  constructor(traffic: Traffic, seat: Seat) {
    super(traffic);
    this.#seat = seat;
    const { user, xid, isGroup } = seat;
    this.#template = new UplinkTemplate({
      uid: user.uid,
      to: xid,
      isGroup,
      sender: this.number,
      firstMid: this.#firstMid,
    });
  }

  async open(app: OrioleApp): Promise<this> {
    const { user, xid, path } = this.#seat;
    const here = {
      sync: (fields: Fields) => this.#sync(fields),
      unread: (fields: Fields) => this.#unread(fields),
      closed: (code: number, reason: string) => this.closed(code, reason),
    };
    // With a direct socket the inbox stays connected and has nothing to say about this conversation.
    const silent = { ...here, sync: () => this.#spoken() };
    this.#inbox = await OrioleSocket.inbox(app.url, user, path === "inbox" ? here : silent);
    const socket = path === "inbox" ? this.#inbox : await OrioleSocket.direct(app.url, user, this.#inbox.sn, xid, here);
    this.attach(socket.raw);
    socket.unread();
    this.#head = await this.#listed.promise;
    this.#seen = new Coverage(this.#head);
    return this;
  }

  /** Once the direct socket is closed, the inbox has to say where the conversation stands. */
  #spoken(): void {
    if (!this.#closing) this.traffic.fault(`peer ${this.number}: an inbox spoke`);
  }

  override close(): void {
    this.#closing = true;
    super.close();
    this.#inbox?.raw.close();
  }

  complete(): boolean {
    return !this.#seen.gap && this.#seen.head === this.#head + this.acked + this.received;
  }

  protected encode(first: number, count: number): Uint8Array[] {
    return this.#seat.single ? this.#template.singles(first, count) : this.#template.batch(first, count);
  }

  #sync(fields: Fields): void {
    const nowMs = performance.now();
    const before = this.received;
    let acks = 0;
    let prev = 0;
    let last = 0;
    let metas = 0;
    while (fields.next()) {
      switch (fields.field) {
        case 1:
          if (!isOk(fields.inside())) this.traffic.fault(`peer ${this.number}: refused`);
          break;
        case 2:
          metas++;
          if (this.#seat.reads) this.#meta(fields.inside(), nowMs);
          break;
        case 4:
          // Notices and other conversations.
          if (uidIn(fields.inside()) !== this.#seat.xid) return;
          break;
        case 1000:
          acks++;
          this.#ack(fields.inside(), nowMs);
          break;
        case 1001:
          prev = fields.value;
          break;
        case 1002:
          last = fields.value;
      }
    }
    if (acks > 0) this.onAcked(acks);
    if (metas > 0) this.#pushed(prev, last, metas, before);
  }

  #pushed(prev: number, last: number, metas: number, before: number): void {
    if (last - prev !== metas) this.traffic.fault(`peer ${this.number}: ${metas} metas in (${prev}, ${last}]`);
    // Who never sends has no other way to learn of entries: every push must follow the one before.
    if (this.sent === 0 && prev !== this.#seen.head) {
      this.traffic.fault(`peer ${this.number}: push after ${prev}, had ${this.#seen.head}`);
    }
    this.#seen.add(prev, last);
    if (!this.#seat.reads) this.received += metas;
    if (this.received > before) this.onReceived(this.received - before);
  }

  #meta(meta: Fields, nowMs: number): void {
    while (meta.next()) {
      if (meta.field !== 6) continue;
      const textAt = meta.to - TEXT_BYTES;
      const sender = senderAt(meta.bytes, textAt);
      if (sender !== this.number) this.textArrived(sender, counterAt(meta.bytes, textAt), nowMs);
      return;
    }
  }

  #ack(ack: Fields, nowMs: number): void {
    let mid = 0;
    let seq = 0;
    while (ack.next()) {
      if (ack.field === 1) mid = ack.value;
      else if (ack.field === 5) seq = ack.value;
      else if (ack.field === 2 && !isOk(ack.inside())) this.traffic.fault(`peer ${this.number}: send refused`);
    }
    this.#seen.add(seq - 1, seq);
    this.ackArrived(mid - this.#firstMid, nowMs, `place ${seq}`);
  }

  /** Where the log stands before the run. */
  #unread(list: Fields): void {
    let head = 0;
    while (list.next()) {
      if (list.field !== 2) continue;
      const item = list.inside();
      let mine = false;
      while (item.next()) {
        if (item.field === 1) mine = uidIn(item.inside()) === this.#seat.xid;
        else if (item.field === 1001 && mine) head = item.value;
      }
    }
    this.#listed.resolve(head);
  }
}
