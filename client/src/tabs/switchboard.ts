import type { ClockPort, SocketPort } from "../api/ports";
import { type Channel, holdLock, openChannel } from "../ports/tab-host";
import { Relay } from "./relay";
import { TabSocket } from "./tab-socket";

/** How long a leader may leave a call without a sign of life before the lock is taken from it, ms. */
const FROZEN_MS = 5000;
/** Close code for a leader that is gone: as for any connection that broke. */
const BROKEN = 1006;

/** What tabs tell each other, as [kind, socket, …]: numbers, because names are shortened differently in every build. */
const DIAL = 0;
const UP = 1;
const BYE = 2;
const HEARD = 3;
const DOWN = 4;
const CLOSED = 5;
const LEADER = 6;

interface Settings {
  readonly clock: ClockPort;
  readonly random: () => number;
}

/** This tab's sockets, and, while it leads, everybody's: calls go to the leader, and are put through there. */
export class Switchboard {
  readonly #name: string;
  readonly #settings: Settings;
  readonly #open: SocketPort;
  readonly #channel: Channel | null;
  readonly #sockets = new Map<string, TabSocket>();
  #relay: Relay | null = null;
  #release: () => void;
  #count = 0;
  readonly #tab: string;

  constructor(name: string, settings: Settings, open: SocketPort) {
    this.#name = name;
    this.#settings = settings;
    this.#open = open;
    this.#tab = `${settings.clock.now().toString(36)}-${settings.random().toString(36).slice(2)}`;
    this.#channel = openChannel(name);
    if (this.#channel) this.#channel.onmessage = ({ data }) => this.#hear(data as Call);
    this.#release = this.#wait(false);
  }

  dial(url: string, protocols: string[]): TabSocket {
    const id = `${this.#tab}/${this.#count++}`;
    const socket = new TabSocket(
      id,
      url,
      protocols,
      (data) => this.#call([UP, id, data]),
      () => {
        if (this.#sockets.delete(id)) this.#call([BYE, id]);
      },
    );
    this.#sockets.set(id, socket);
    // Not before whoever dials has its listeners in place.
    Promise.resolve().then(() => this.#ring(socket));
    return socket;
  }

  end(): void {
    for (const id of this.#sockets.keys()) this.#call([BYE, id]);
    this.#sockets.clear();
    this.#abdicate();
    this.#release();
    this.#channel?.close();
  }

  #ring(socket: TabSocket): void {
    this.#call([DIAL, socket.id, socket.url, socket.protocols]);
    this.#settings.clock.after(FROZEN_MS, () => {
      if (socket.heard || !this.#sockets.has(socket.id) || this.#relay) return;
      this.#release();
      this.#release = this.#wait(true);
    });
  }

  #wait(steal: boolean): () => void {
    return holdLock(this.#name, {
      steal,
      held: () => this.#lead(),
      lost: () => {
        // Refused, not taken: where storage is blocked, locks are as well, and each tab is alone.
        if (!this.#relay) return this.#lead();
        this.#abdicate();
        this.#release = this.#wait(false);
        this.#breakAll();
      },
    });
  }

  #lead(): void {
    this.#relay = new Relay(this.#open, {
      down: (id, data) => this.#tell([DOWN, id, data]),
      closed: (id, code) => this.#tell([CLOSED, id, code]),
    });
    this.#channel?.postMessage([LEADER, ""]);
    this.#breakAll();
  }

  #abdicate(): void {
    this.#relay?.end();
    this.#relay = null;
  }

  /** A new leader knows nothing of the calls of the last one. */
  #breakAll(): void {
    for (const socket of [...this.#sockets.values()]) {
      if (socket.heard) this.#hangUp(socket, BROKEN);
      else this.#call([DIAL, socket.id, socket.url, socket.protocols]);
    }
  }

  /** To the leader. */
  #call(call: Call): void {
    if (this.#relay) this.#hear(call);
    else this.#channel?.postMessage(call);
  }

  /** To the tab that has the socket. */
  #tell(call: Call): void {
    // Later, as with any other tab: this one may end at what it hears, and the others have to hear it too.
    if (this.#sockets.has(call[1])) Promise.resolve().then(() => this.#hear(call));
    else this.#channel?.postMessage(call);
  }

  #hear([kind, id, what, more]: Call): void {
    const relay = this.#relay;
    if (kind === LEADER) return this.#breakAll();
    if (kind === DIAL && relay) {
      this.#tell([HEARD, id]);
      relay.dial(id, what as string, more as string[]);
    } else if (kind === UP) relay?.up(id, what as string | Uint8Array<ArrayBuffer>);
    else if (kind === BYE) relay?.bye(id);
    const socket = this.#sockets.get(id);
    if (!socket) return;
    if (kind === HEARD) socket.heard = true;
    else if (kind === DOWN) socket.onmessage?.({ data: what });
    else if (kind === CLOSED) this.#hangUp(socket, what as number);
  }

  #hangUp(socket: TabSocket, code: number): void {
    this.#sockets.delete(socket.id);
    socket.onclose?.({ code, reason: "" });
  }
}

type Call = readonly [kind: number, socket: string, what?: unknown, more?: unknown];
