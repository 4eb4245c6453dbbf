/** Healthy clients that talk while others attack: an author at its inbox, and listeners on the other transports. */

import { setTimeout as pause } from "node:timers/promises";
import { pb } from "../../../protocol/codec.ts";
import { frameOf } from "../../../protocol/frames.ts";
import { isGroupId } from "../../../protocol/ids.ts";
import { PlainClient } from "../chaos/plain-client.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { WireSocket } from "./wire-socket.ts";

export interface ControlUser {
  readonly uid: number;
  readonly token: string;
}

export interface Said {
  readonly xid: number;
  readonly content: string;
  readonly mid: number;
}

const PAUSE_MS = 5;

export class Control {
  /** What the author said and the server acked, in order. */
  readonly said: Said[] = [];
  /** Those of them in the group, by mid. */
  readonly inGroup: number[] = [];
  /** Entries that the direct socket was pushed, in order. */
  readonly pushed: { mid: number; seq: number; content: string }[] = [];
  readonly listeners: PlainClient[];
  readonly #url: string;
  readonly #gid: number;
  readonly #author: ControlUser;
  readonly #peer: ControlUser;
  readonly #onlooker: ControlUser;
  #talking = false;
  #done: Promise<void> = Promise.resolve();
  #direct: WireSocket | null = null;

  constructor(url: string, gid: number, users: readonly [ControlUser, ControlUser, ControlUser], random: SeededRandom) {
    this.#url = url;
    this.#gid = gid;
    [this.#author, this.#peer, this.#onlooker] = users;
    this.listeners = (["plain", "socketio"] as const).map(
      (transport) =>
        new PlainClient({
          url: () => url,
          transport,
          ...this.#peer,
          guid: `control-${transport}`,
          random: random.fork(),
        }),
    );
  }

  async start(): Promise<void> {
    await Promise.all(this.listeners.map((listener) => listener.start()));
    await this.#listen();
    this.#talking = true;
    this.#done = this.#talk();
  }

  /** Stops talking, and waits until everybody has heard everything. */
  async settle(): Promise<void> {
    this.#talking = false;
    await this.#done;
    const all = this.said.length;
    const inGroup = this.said.filter(({ xid }) => xid === this.#gid).length;
    const heard = () =>
      this.listeners.every(({ received }) => received.filter(({ from }) => from === this.#author.uid).length === all) &&
      this.pushed.filter(({ content }) => content.startsWith("control ")).length === inGroup;
    for (let waits = 0; waits < 500 && !heard(); waits++) await pause(20);
  }

  stop(): void {
    for (const listener of this.listeners) listener.stop();
    this.#direct?.terminate();
  }

  async #talk(): Promise<void> {
    const socket = await WireSocket.open({
      transport: "inbox",
      url: this.#url,
      token: this.#author.token,
      guid: "control",
    });
    await socket.next();
    for (let n = 1; this.#talking; n++) {
      const xid = n % 2 === 0 ? this.#gid : this.#peer.uid;
      const content = `control ${n}`;
      socket.frame(this.#message(n, xid, content));
      const mid = await this.#ack(socket, n);
      this.said.push({ xid, content, mid });
      if (xid === this.#gid) this.inGroup.push(mid);
      await pause(PAUSE_MS);
    }
    socket.close();
  }

  /** The group's history as the onlooker gets it, paged to its beginning; oldest first. */
  async history(): Promise<number[]> {
    const { token } = this.#onlooker;
    const socket = await WireSocket.open({ transport: "inbox", url: this.#url, token, guid: "reader" });
    const mids: number[] = [];
    let key = 0;
    do {
      const request = { xid: { uid: this.#gid }, key, is_full_sync: true, full_sync_num: 200 };
      socket.frame(frameOf(pb.Frame.Command.SYNC, [pb.SyncUL.encode(request).finish()]));
      let page: pb.SyncDL | null = null;
      while (!page?.is_full_sync) {
        const event = await socket.next();
        if (!event || event.is === "close") throw new Error("no history");
        if (event.is === "frame" && event.command === pb.Frame.Command.SYNC) page = pb.SyncDL.decode(event.payload);
      }
      mids.push(...(page.metas ?? []).map(({ id }) => Number(id)));
      key = Number(page.next_key ?? 0);
    } while (key > 0);
    socket.close();
    return mids.reverse();
  }

  #message(clientMid: number, xid: number, content: string): Uint8Array {
    const { CHAT, GROUPCHAT } = pb.MessageBody.Type;
    const meta = {
      id: clientMid,
      from: { uid: this.#author.uid, deviceSN: 0 },
      to: { uid: xid, deviceSN: 0 },
      ns: pb.Meta.NameSpace.MESSAGE,
      payload: pb.MessageBody.encode({ type: isGroupId(xid) ? GROUPCHAT : CHAT, content }).finish(),
    };
    return frameOf(pb.Frame.Command.SYNC, [pb.SyncUL.encode({ meta }).finish()]);
  }

  async #ack(socket: WireSocket, clientMid: number): Promise<number> {
    for (;;) {
      const event = await socket.next();
      if (!event || event.is === "close") throw new Error(`the control client was not acked: ${JSON.stringify(event)}`);
      if (event.is !== "frame" || event.command !== pb.Frame.Command.SYNC) continue;
      const ack = pb.SyncDL.decode(event.payload).acks?.find(({ client_mid }) => Number(client_mid) === clientMid);
      if (!ack) continue;
      if (ack.status?.code !== 1) throw new Error(`the control client was refused: ${ack.status?.reason}`);
      return Number(ack.server_mid);
    }
  }

  async #listen(): Promise<void> {
    const { token } = this.#onlooker;
    const inbox = await WireSocket.open({ transport: "inbox", url: this.#url, token, guid: "onlooker" });
    const welcome = await inbox.next();
    const sn = welcome?.is === "frame" ? (pb.Provision.decode(welcome.payload).xid?.deviceSN ?? 0) : 0;
    inbox.close();
    const socket = await WireSocket.open({ transport: "direct", url: this.#url, token, xid: this.#gid, sn });
    this.#direct = socket;
    await socket.next();
    void this.#hear(socket);
  }

  async #hear(socket: WireSocket): Promise<void> {
    for (;;) {
      const event = await socket.next(60_000);
      if (!event || event.is === "close") return;
      if (event.is !== "frame" || event.command !== pb.Frame.Command.SYNC) continue;
      for (const meta of pb.SyncDL.decode(event.payload).metas ?? []) {
        const body = pb.MessageBody.decode(meta.payload ?? new Uint8Array(0));
        const seq = Number(meta.seq ?? 0);
        // Typing has no place in the order.
        if (seq > 0) this.pushed.push({ mid: Number(meta.id), seq, content: body.content ?? "" });
      }
    }
  }
}
