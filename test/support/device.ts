/** A device on the inbox socket (TR-1), and on direct ones (TR-2): sends texts and keeps what it is told. */

import WebSocket, { type ClientOptions } from "ws";
import { fromDecimal, pb, toNumber } from "../../protocol/codec.ts";
import type { TestUser } from "./private-server.ts";

export interface Told {
  ns: "roster" | "user";
  type: string;
  from: number;
  to: number;
  content: string;
}

export interface Receipt {
  code: number;
  reason: string;
}

const WAIT_MS = 15_000;
const { NameSpace } = pb.Meta;

export class Device {
  readonly uid: number;
  readonly told: Told[] = [];
  sn = 0;
  /** The close code, once closed. */
  closed: number | null = null;
  /** Of the PROVISION reply. */
  status = 0;
  readonly #socket: WebSocket;
  readonly #receipts = new Map<string, Receipt>();
  readonly #watchers = new Set<() => void>();
  #mid = Date.now() * 1000;

  /** Resolves when the server has answered or closed. */
  static async open(url: string, { uid, token }: Pick<TestUser, "uid" | "token">, path: string): Promise<Device> {
    // The server's close frame is what counts, not how long the runtime takes to end the connection after it.
    const options: ClientOptions & { closeTimeout: number } = { closeTimeout: 100 };
    const socket = new WebSocket(url.replace("http", "ws") + path, ["xsync", `token.${token}`], options);
    const device = new Device(uid, socket);
    await device.until(() => device.status !== 0 || device.closed !== null);
    return device;
  }

  static inbox(url: string, user: Pick<TestUser, "uid" | "token">, guid: string): Promise<Device> {
    return Device.open(url, user, `/xsync?guid=${guid}&platform=6`);
  }

  private constructor(uid: number, socket: WebSocket) {
    this.uid = uid;
    this.#socket = socket;
    socket.on("message", (bytes: Buffer) => this.#take(bytes));
    socket.on("close", (code) => {
      this.closed = code;
      this.#wake();
    });
  }

  close(): void {
    this.#socket.terminate();
  }

  /** What became of a text to this user. */
  async text(to: number, content = "hello"): Promise<Receipt> {
    const mid = String(this.#mid++);
    const payload = pb.MessageBody.encode({ type: pb.MessageBody.Type.CHAT, ctype: 0, content }).finish();
    const meta = { id: fromDecimal(mid), from: { uid: this.uid }, to: { uid: to }, ns: NameSpace.MESSAGE, payload };
    const sync = pb.SyncUL.encode({ meta }).finish();
    this.#socket.send(pb.Frame.encode({ command: pb.Frame.Command.SYNC, payload: sync }).finish());
    await this.until(() => this.#receipts.has(mid));
    return this.#receipts.get(mid) ?? { code: 0, reason: "" };
  }

  /** Waits for a notice of this kind. */
  async tells(type: string, matching: Partial<Told> = {}): Promise<Told> {
    const fits = (told: Told) =>
      told.type === type && Object.entries(matching).every(([key, value]) => told[key as keyof Told] === value);
    await this.until(() => this.told.some(fits), `${type} ${JSON.stringify(matching)}`);
    const told = this.told.find(fits);
    if (!told) throw new Error("gone");
    return told;
  }

  until(condition: () => boolean, what = "the server's answer"): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(check);
        reject(new Error(`${this.uid} waits in vain for ${what}; was told ${JSON.stringify(this.told)}`));
      }, WAIT_MS);
      const check = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#watchers.delete(check);
        resolve();
      };
      this.#watchers.add(check);
    });
  }

  #take(bytes: Buffer): void {
    const frame = pb.Frame.decode(bytes);
    const payload = frame.payload ?? new Uint8Array(0);
    if (frame.command === pb.Frame.Command.PROVISION) {
      const { status, xid } = pb.Provision.decode(payload);
      this.status = status?.code ?? 0;
      this.sn = xid?.deviceSN ?? 0;
    } else if (frame.command === pb.Frame.Command.SYNC) {
      const sync = pb.SyncDL.decode(payload);
      for (const ack of sync.acks ?? []) this.#receipts.set(String(ack.client_mid ?? 0), receiptOf(ack.status));
      if (toNumber(sync.client_mid) > 0) this.#receipts.set(String(sync.client_mid), receiptOf(sync.status));
      for (const meta of sync.metas ?? []) this.#note(meta);
    }
    this.#wake();
  }

  #note({ ns, payload = new Uint8Array(0) }: pb.Meta.$Properties): void {
    const bytes = payload ?? new Uint8Array(0);
    if (ns === NameSpace.ROSTER_NOTICE) {
      const { type, from, to, content } = pb.RosterNotice.decode(bytes);
      const parties = { from: toNumber(from?.uid), to: toNumber(to?.[0]?.uid) };
      this.told.push({ ns: "roster", type: pb.RosterNotice.Type[type ?? 0] ?? "", content: content ?? "", ...parties });
    } else if (ns === NameSpace.USER_NOTICE) {
      const { type, content } = pb.UserNotice.decode(bytes);
      const name = pb.UserNotice.Type[type ?? 0] ?? "";
      this.told.push({ ns: "user", type: name, content: content ?? "", from: this.uid, to: this.uid });
    }
  }

  #wake(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

function receiptOf(status: pb.Status.$Properties | null | undefined): Receipt {
  return { code: status?.code ?? 0, reason: status?.reason ?? "" };
}
