/** A client that comes back with nothing: asks by UNREAD, pages on where a page says there is more, checks every text. */

import type { BenchUser } from "./oriole-app.ts";
import { OrioleSocket, uidIn } from "./oriole-socket.ts";
import { counterAt, TEXT_BYTES } from "./texts.ts";
import { bytes, COMMAND, type Fields, frame, number, xid } from "./wire.ts";

/** The server gives no longer pages. */
const PAGE = 500;
const GIVE_UP_MS = 20_000;

export class Mirror {
  readonly faults: string[] = [];
  readonly #heads = new Map<number, number>();
  readonly #finished = Promise.withResolvers<void>();
  #socket: OrioleSocket | null = null;
  #texts = 0;
  #listed = false;
  /** Conversations that have not been given to their end. */
  readonly #open = new Set<number>();

  static async open(url: string, user: BenchUser): Promise<Mirror> {
    const mirror = new Mirror();
    mirror.#socket = await OrioleSocket.inbox(url, user, {
      sync: (fields) => mirror.#page(fields),
      unread: () => mirror.#list(),
      closed: (code) => mirror.#finished.reject(new Error(`closed with ${code} during the sync`)),
    });
    return mirror;
  }

  /** Resolves when these conversations have come with so many texts each. */
  async sync(xids: number[], texts: number): Promise<void> {
    this.#texts = texts;
    for (const uid of xids) {
      this.#heads.set(uid, 0);
      this.#open.add(uid);
    }
    const positions = xids.flatMap((uid) => bytes(1000, [...number(1, uid), ...number(2, 0)]));
    this.#socket?.unread([...positions, ...number(1002, PAGE)]);
    const timer = setTimeout(
      () => this.#finished.reject(new Error(`the sync does not end: ${this.#open.size} open`)),
      GIVE_UP_MS,
    );
    await this.#finished.promise;
    clearTimeout(timer);
  }

  close(): void {
    this.#socket?.raw.close();
  }

  #list(): void {
    this.#listed = true;
    this.#end();
  }

  #page(fields: Fields): void {
    let peer = 0;
    let prev = 0;
    let last = 0;
    let next = 0;
    let pushed = false;
    const counters: number[] = [];
    while (fields.next()) {
      if (fields.field === 2) counters.push(counterIn(fields.inside()));
      else if (fields.field === 3) next = fields.value;
      else if (fields.field === 4) peer = uidIn(fields.inside());
      else if (fields.field === 10) pushed = fields.value > 0;
      else if (fields.field === 1001) prev = fields.value;
      else if (fields.field === 1002) last = fields.value;
    }
    const head = this.#heads.get(peer);
    // A push tells of what the pages bring anyway: nobody writes any more.
    if (head === undefined || pushed) return;
    if (prev !== head || last - prev !== counters.length || counters.some((counter, i) => counter !== head + i)) {
      this.faults.push(`sync of ${peer}: (${prev}, ${last}] with ${counters.length} texts after ${head}`);
    }
    this.#heads.set(peer, last);
    if (next > 0) this.#pull(peer, next);
    else this.#closed(peer, last);
  }

  #pull(peer: number, key: number): void {
    const pull = [...xid(1, peer), ...number(2, key), ...number(1001, PAGE)];
    this.#socket?.raw.send([frame(COMMAND.SYNC, pull)]);
  }

  #closed(peer: number, last: number): void {
    if (last !== this.#texts) this.faults.push(`sync of ${peer}: ended at ${last} of ${this.#texts}`);
    this.#open.delete(peer);
    this.#end();
  }

  #end(): void {
    if (this.#open.size === 0 && this.#listed) this.#finished.resolve();
  }
}

function counterIn(meta: Fields): number {
  while (meta.next()) if (meta.field === 6) return counterAt(meta.bytes, meta.to - TEXT_BYTES);
  return -1;
}
