/**
 * An existing client as the server sees one (xsync.md §4–§7): PROVISION, UNREAD, NOTICE, SYNC by key. Unlike those it
 * sends again, under the same client mid, what was not acked before the connection went.
 */

import { WebSocket } from "ws";
import { pb } from "../../../protocol/codec.ts";
import { frameOf } from "../../../protocol/frames.ts";
import { isGroupId } from "../../../protocol/ids.ts";
import { joined } from "../fuzz/raw-fields.ts";
import type { SeededRandom } from "../fuzz/seeded-random.ts";

export interface PlainOptions {
  /** Asked at every dial: a server may come back elsewhere. */
  readonly url: () => string;
  readonly transport: "plain" | "socketio";
  readonly uid: number;
  readonly token: string;
  readonly guid: string;
  readonly random: SeededRandom;
  readonly heartbeatMs?: number;
}

/** A message of somebody else, in the order in which it first came. */
export interface Received {
  readonly xid: number;
  readonly mid: number;
  readonly from: number;
  readonly content: string;
}

interface Unacked {
  readonly frame: Uint8Array;
  readonly resolve: (ack: { mid: number }) => void;
  readonly reject: (error: Error) => void;
}

const { Command } = pb.Frame;
const EVENT_HEADER = '451-["frame",{"_placeholder":true,"num":0}]';

export class PlainClient {
  readonly received: Received[] = [];
  /** What cannot be: refusals nobody asked for, frames without what clients need. */
  readonly faults: string[] = [];
  readonly #options: PlainOptions;
  /** By conversation and mid: mids of two conversations may be equal. */
  readonly #seen = new Set<string>();
  readonly #unacked = new Map<number, Unacked>();
  #socket: WebSocket | null = null;
  #sn = 0;
  #ready = false;
  #stopped = false;
  #lastMid = Date.now() * 1000;
  #heartbeat: ReturnType<typeof setInterval> | null = null;
  #online: (() => void)[] = [];

  constructor(options: PlainOptions) {
    this.#options = options;
  }

  /** Resolves with the first login. */
  start(): Promise<void> {
    const online = new Promise<void>((resolve) => this.#online.push(resolve));
    this.#dial();
    this.#heartbeat = setInterval(() => this.#ask(), this.#options.heartbeatMs ?? 3000);
    return online;
  }

  stop(): void {
    this.#stopped = true;
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    this.#socket?.terminate();
    for (const { reject } of this.#unacked.values()) reject(new Error("stopped"));
    this.#unacked.clear();
  }

  /** Serial of this device; 0 before the first login. */
  get sn(): number {
    return this.#sn;
  }

  /** Resolves when acked, over however many connections that takes. */
  send(xid: number, content: string): Promise<{ mid: number }> {
    const { uid } = this.#options;
    this.#lastMid += 1;
    const { CHAT, GROUPCHAT } = pb.MessageBody.Type;
    const payload = pb.MessageBody.encode({ type: isGroupId(xid) ? GROUPCHAT : CHAT, content }).finish();
    const meta = {
      id: this.#lastMid,
      from: { uid, deviceSN: this.#sn },
      to: { uid: xid, deviceSN: 0 },
      timestamp: 0,
      ns: pb.Meta.NameSpace.MESSAGE,
      payload,
    };
    const frame = frameOf(Command.SYNC, [pb.SyncUL.encode({ meta }).finish()]);
    const clientMid = this.#lastMid;
    return new Promise((resolve, reject) => {
      this.#unacked.set(clientMid, { frame, resolve, reject });
      if (this.#ready) this.#frame(frame);
    });
  }

  #dial(): void {
    if (this.#stopped) return;
    const { url, transport } = this.#options;
    const path = transport === "plain" ? "/" : "/socket.io/?EIO=3&transport=websocket";
    const socket = new WebSocket(url().replace(/^http/, "ws") + path);
    this.#socket = socket;
    let greeted = transport === "plain";
    socket.on("open", () => {
      if (greeted) this.#login();
    });
    socket.on("message", (data: Buffer, binary: boolean) => {
      if (socket !== this.#socket) return;
      if (binary) this.#receive(new Uint8Array(transport === "plain" ? data : data.subarray(1)));
      else if (data.toString() === "40" && !greeted) {
        greeted = true;
        this.#login();
      }
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      if (socket !== this.#socket || this.#stopped) return;
      this.#ready = false;
      setTimeout(() => this.#dial(), this.#options.random.int(20, 400));
    });
  }

  #login(): void {
    const { uid, token, guid } = this.#options;
    const provision = {
      xid: { uid, deviceSN: this.#sn },
      token,
      os_type: 6,
      sdk_vsn: "2.0.0",
      device_guid: guid,
      device_info: "Web",
    };
    this.#frame(frameOf(Command.PROVISION, [pb.Provision.encode(provision).finish()]));
  }

  #receive(bytes: Uint8Array): void {
    const { command, payload = new Uint8Array(0) } = pb.Frame.decode(bytes);
    if (command === Command.PROVISION) this.#provisioned(pb.Provision.decode(payload ?? new Uint8Array(0)));
    else if (command === Command.NOTICE)
      this.#pull(Number(pb.Notice.decode(payload ?? new Uint8Array(0)).xid?.uid ?? 0));
    else if (command === Command.SYNC) this.#synced(pb.SyncDL.decode(payload ?? new Uint8Array(0)));
    else {
      // UNREAD is 0 and may be left out.
      for (const { xid, n } of pb.UnreadDL.decode(payload ?? new Uint8Array(0)).unread ?? []) {
        if (n) this.#pull(Number(xid?.uid ?? 0));
      }
    }
  }

  #provisioned({ status, xid }: pb.Provision): void {
    if (status?.code !== pb.Status.ErrorCode.OK) {
      // The server asks to try again; anything else is a fault.
      if (status?.code !== pb.Status.ErrorCode.FAIL)
        this.faults.push(`login refused: ${status?.code} ${status?.reason}`);
      this.#socket?.terminate();
      return;
    }
    this.#sn = xid?.deviceSN ?? 0;
    this.#ready = true;
    for (const resolve of this.#online.splice(0)) resolve();
    this.#ask();
    for (const { frame } of this.#unacked.values()) this.#frame(frame);
  }

  #synced(sync: pb.SyncDL): void {
    const clientMid = Number(sync.client_mid ?? 0);
    if (clientMid > 0) return this.#acked(clientMid, sync);
    if (sync.status?.code !== pb.Status.ErrorCode.OK) {
      this.faults.push(`refused: ${sync.status?.code} ${sync.status?.reason}`);
      return;
    }
    const xid = Number(sync.xid?.uid ?? 0);
    for (const meta of sync.metas ?? []) this.#take(xid, meta);
    const key = Number(sync.next_key ?? 0);
    if (key > 0) this.#pull(xid, key);
  }

  #acked(clientMid: number, { status, server_mid }: pb.SyncDL): void {
    const unacked = this.#unacked.get(clientMid);
    if (!unacked) return;
    if (status?.code === pb.Status.ErrorCode.OK) {
      this.#unacked.delete(clientMid);
      unacked.resolve({ mid: Number(server_mid) });
    } else if (status?.code === pb.Status.ErrorCode.FAIL || status?.code === pb.Status.ErrorCode.RATE_LIMIT_EXCEEDED) {
      setTimeout(() => {
        if (this.#ready && this.#unacked.has(clientMid)) this.#frame(unacked.frame);
      }, 100);
    } else {
      this.#unacked.delete(clientMid);
      unacked.reject(new Error(`refused: ${status?.code} ${status?.reason}`));
    }
  }

  #take(xid: number, meta: pb.Meta.$Properties): void {
    const mid = Number(meta.id ?? 0);
    if (meta.ns !== pb.Meta.NameSpace.MESSAGE || this.#seen.has(`${xid} ${mid}`)) return;
    const body = pb.MessageBody.decode(meta.payload ?? new Uint8Array(0));
    if (body.type === pb.MessageBody.Type.OPER) return;
    this.#seen.add(`${xid} ${mid}`);
    this.received.push({ xid, mid, from: Number(meta.from?.uid ?? 0), content: body.content ?? "" });
  }

  #pull(uid: number, key?: number): void {
    const request = { xid: { uid, deviceSN: 0 }, ...(key === undefined ? {} : { key }) };
    this.#frame(frameOf(Command.SYNC, [pb.SyncUL.encode(request).finish()]));
  }

  #ask(): void {
    if (this.#ready) this.#frame(new Uint8Array([0x08, 0x00, 0x10, 0x00, 0x18, 0x00]));
  }

  #frame(frame: Uint8Array): void {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (this.#options.transport === "plain") return socket.send(frame);
    socket.send(EVENT_HEADER);
    socket.send(joined([[4], frame]));
  }
}
