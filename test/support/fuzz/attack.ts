/** One attacker on one transport: sends hostile packets, and accounts for every one of them. */

import { encodeFrame, provision, type Target, unread } from "./base-frames.ts";
import { answerOf, closeOutcome, closesSocket, type Debt, debtOf, isProvision, type Outcome } from "./debt.ts";
import { hostileFrame, type Packet } from "./hostile-frames.ts";
import { hostilePacket, type SocketIoPacket } from "./hostile-packets.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { type Address, WireSocket } from "./wire-socket.ts";

/** Longest wait for an answer, ms. */
const PATIENCE_MS = 15_000;
const MAX_BURST = 16;

export class Tally {
  sent = 0;
  /** Packets whose answer, close or documented silence was seen. */
  accounted = 0;
  readonly kinds = new Map<string, number>();
  readonly outcomes = new Map<string, number>();
  readonly faults: string[] = [];
  /** Mids of entries that acks to attackers said are stored. */
  readonly stored = new Set<number>();

  sentOne(kind: string): void {
    this.sent += 1;
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
  }

  take(outcome: Outcome, about: () => string): void {
    if ("fault" in outcome) this.faults.push(`${outcome.fault} after ${about()}`);
    else this.outcomes.set(outcome.name, (this.outcomes.get(outcome.name) ?? 0) + 1);
  }
}

export interface AttackOptions {
  readonly address: Address;
  readonly target: Target;
  /** Whether the connection logs in before it attacks. */
  readonly loggedIn: boolean;
}

export class Attack {
  readonly #options: AttackOptions;
  readonly #random: SeededRandom;
  readonly #tally: Tally;
  #socket: WireSocket | null = null;
  #bursts = 0;

  constructor(options: AttackOptions, random: SeededRandom, tally: Tally) {
    this.#options = options;
    this.#random = random;
    this.#tally = tally;
  }

  async run(count: number): Promise<void> {
    for (let left = count; left > 0; ) left -= await this.#next(left);
    this.#socket?.terminate();
  }

  async #next(left: number): Promise<number> {
    this.#bursts += 1;
    // Not logged in, a connection has ten seconds.
    if (!this.#options.loggedIn && this.#bursts % 100 === 0) this.#hangUp();
    const { transport } = this.#options.address;
    if (transport === "socketio" && this.#random.chance(0.5)) return this.#packet(hostilePacket(this.#random));
    const first = hostileFrame(this.#random, this.#options.target);
    const burst = [first];
    const size = this.#isSingle(first) ? 1 : Math.min(left, this.#random.int(1, MAX_BURST));
    while (burst.length < size) {
      const packet = hostileFrame(this.#random, this.#options.target);
      if (!this.#isSingle(packet)) burst.push(packet);
    }
    return this.#burst(burst);
  }

  /** Lists come with pages that look like replies, and a login changes what the rest meets: those go alone. */
  #isSingle({ bytes }: Packet): boolean {
    return closesSocket(bytes) || (this.#options.loggedIn ? this.#debt(bytes).lists > 0 : isProvision(bytes));
  }

  #debt(frame: Uint8Array): Debt {
    return this.#options.loggedIn ? debtOf(frame, this.#options.address.transport) : { replies: 1, lists: 0 };
  }

  async #burst(packets: Packet[]): Promise<number> {
    const socket = await this.#connected();
    const owed: Debt = { replies: 0, lists: 0 };
    for (const { kind, bytes } of packets) {
      this.#tally.sentOne(kind);
      const debt = this.#debt(bytes);
      owed.replies += debt.replies;
      owed.lists += debt.lists;
      socket.frame(bytes);
    }
    const about = () => `${this.#where()} ${packets.map(({ kind, bytes }) => `${kind} ${hex(bytes)}`).join(", ")}`;
    if (await this.#settled(socket, owed, about)) this.#tally.accounted += packets.length;
    return packets.length;
  }

  /** Waits until everything owed has come, or the connection was closed with a reason. */
  async #settled(socket: WireSocket, owed: Debt, about: () => string): Promise<boolean> {
    while (owed.replies > 0 || owed.lists > 0) {
      const event = await socket.next(PATIENCE_MS);
      if (!event) return this.#fault(`no answer (${owed.replies} replies and ${owed.lists} lists owed)`, about);
      if (event.is === "close") {
        this.#tally.take(closeOutcome(event), about);
        this.#socket = null;
        return true;
      }
      if (event.is === "text") continue;
      const answer = answerOf(event);
      // Before a list come the pages that were asked for with it.
      const isPage =
        answer?.settles === "reply" &&
        owed.lists > 0 &&
        answer.outcomes.every((it) => "name" in it && it.name === "ok");
      if (!answer || isPage) continue;
      for (const outcome of answer.outcomes) this.#tally.take(outcome, about);
      for (const mid of answer.stored) this.#tally.stored.add(mid);
      this.#options.target.own.push(...answer.stored);
      if (answer.settles === "list" || owed.lists > 0) owed.lists -= 1;
      else owed.replies -= answer.outcomes.length;
      if (!this.#options.loggedIn && answer.outcomes.some((it) => "name" in it && it.name === "ok")) this.#hangUp();
    }
    if (owed.replies < 0 || owed.lists < 0) return this.#fault("more answers than packets", about);
    return true;
  }

  async #packet({ kind, messages, meets }: SocketIoPacket): Promise<number> {
    const socket = await this.#connected();
    this.#tally.sentOne(`packet ${kind}`);
    for (const message of messages) socket.raw(message);
    const about = () =>
      `${this.#where()} packet ${kind} ${messages.map((it) => (typeof it === "string" ? it.slice(0, 80) : hex(it)))}`;
    if (meets !== "close") socket.frame(encodeFrame(unread()));
    let ponged = false;
    for (;;) {
      const event = await socket.next(PATIENCE_MS);
      if (!event) return this.#fault(`no ${meets === "close" ? "close" : "answer to what followed"}`, about) ? 1 : 1;
      if (event.is === "text" && event.text.startsWith("3")) ponged = true;
      if (event.is === "close") {
        this.#socket = null;
        this.#tally.take(
          meets === "close" ? closeOutcome(event) : { fault: `closed with ${event.code} ${event.reason}` },
          about,
        );
        break;
      }
      const answer = event.is === "frame" ? answerOf(event) : null;
      if (!answer) continue;
      if (meets === "close") this.#fault("answered instead of closed", about);
      else if (meets === "pong" && !ponged) this.#fault("no pong", about);
      else this.#tally.take({ name: meets === "pong" ? "pong" : "nothing, as documented" }, about);
      break;
    }
    this.#tally.accounted += 1;
    return 1;
  }

  async #connected(): Promise<WireSocket> {
    if (this.#socket && !this.#socket.closed) return this.#socket;
    const { address, target, loggedIn } = this.#options;
    const socket = await WireSocket.open(address);
    this.#socket = socket;
    if (!loggedIn) return socket;
    if (address.transport === "plain" || address.transport === "socketio") socket.frame(encodeFrame(provision(target)));
    const welcome = await socket.next();
    const answer = welcome?.is === "frame" ? answerOf(welcome) : null;
    if (answer?.outcomes.some((outcome) => "name" in outcome && outcome.name === "ok")) return socket;
    throw new Error(`${this.#where()}: login failed: ${JSON.stringify(answer ?? welcome)}`);
  }

  #hangUp(): void {
    this.#socket?.terminate();
    this.#socket = null;
  }

  #fault(what: string, about: () => string): false {
    this.#tally.faults.push(`${what} after ${about()}`);
    this.#hangUp();
    return false;
  }

  #where(): string {
    return `${this.#options.address.transport}${this.#options.loggedIn ? "" : " before login"}`;
  }
}

function hex(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.subarray(0, 96)).toString("hex");
  return bytes.byteLength > 96 ? `${shown}… (${bytes.byteLength} bytes)` : shown;
}
