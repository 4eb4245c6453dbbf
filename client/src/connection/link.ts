import type { ConnectionState } from "../api/events";
import type { ClockPort, Socket, SocketPort } from "../api/ports";
import type { ClientError } from "../client-error";
import { errorOf } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import type { Closing, Verdict } from "./close-verdict";
import { Connection } from "./connection";
import { retryDelay, retryNumber } from "./reconnect-policy";

export interface LinkHost {
  /** Where to connect; rejects with a ClientError when that cannot be known now, or at all. */
  target(): Promise<{ url: string; protocols: string[] }>;
  verdict(closing: Closing): Verdict;
  /** The token was refused: target() must bring another. */
  renew(): void;
  up(provision: Wire["Provision"]): void;
  frame(command: number, payload: Uint8Array): void;
  /** What was up is not any more. */
  lost(): void;
  changed(state: ConnectionState): void;
}

export interface LinkSettings {
  readonly socket: SocketPort;
  readonly clock: ClockPort;
  readonly random: () => number;
  readonly heartbeatMs: number;
  readonly timeoutMs: number;
  readonly maxRetryDelayMs: number;
}

/** Keeps one connection alive: dials, waits, dials again, until told to stop or refused for good. */
export class Link {
  readonly #settings: LinkSettings;
  readonly #host: LinkHost;
  #state: ConnectionState = { at: "offline" };
  #connection: Connection | null = null;
  #attempt = 0;
  /** Renewals since it was last up: a new token refused at once is refused for good. */
  #renewals = 0;
  #stopTimer = () => {};
  /** Counts dials, so that what an abandoned one brings is not taken for the present one's. */
  #dial = 0;

  constructor(settings: LinkSettings, host: LinkHost) {
    this.#settings = settings;
    this.#host = host;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    if (this.#state.at !== "offline" && this.#state.at !== "closed") return;
    this.#attempt = 0;
    this.#renewals = 0;
    this.#open();
  }

  stop(): void {
    this.#end({ at: "offline" });
  }

  /** Now rather than later: the network is back, or may have gone without a word. */
  wake(): void {
    if (this.#state.at === "waiting") {
      this.#stopTimer();
      this.#open();
    } else this.#connection?.probe(Math.min(5000, this.#settings.timeoutMs));
  }

  /** Sends what must be answered; see Path. */
  send(frame: Uint8Array<ArrayBuffer>): (() => void) | null {
    const connection = this.#connection;
    if (!connection?.send(frame)) return null;
    return this.#settings.clock.after(this.#settings.timeoutMs, () => connection.fail());
  }

  #open(): void {
    const dial = ++this.#dial;
    this.#enter({ at: "connecting", attempt: this.#attempt + 1 });
    this.#host.target().then(
      (target) => {
        if (dial === this.#dial) this.#connect(dial, target.url, target.protocols);
      },
      (cause: unknown) => {
        if (dial === this.#dial) this.#failed(errorOf(cause, 701));
      },
    );
  }

  #connect(dial: number, url: string, protocols: string[]): void {
    const { socket: open, clock } = this.#settings;
    let socket: Socket;
    try {
      socket = open(url, protocols);
    } catch (thrown) {
      // No WebSocket in this host (Node before 22), which no waiting will bring.
      return this.#failed(errorOf(thrown, thrown instanceof TypeError ? 702 : 708));
    }
    this.#connection = new Connection(socket, clock, this.#settings, {
      ready: (provision) => {
        this.#renewals = 0;
        this.#enter({ at: "online", sinceMs: clock.now() });
        // Unless whoever heard of it has just logged out.
        if (dial === this.#dial) this.#host.up(provision);
      },
      frame: (command, payload) => this.#host.frame(command, payload),
      // Not when this side let go of it.
      down: (closing) => {
        if (dial === this.#dial) this.#down(closing);
      },
    });
  }

  /** There was not even a socket. */
  #failed(cause: ClientError): void {
    if (cause.retryable) this.#wait(cause, 0);
    else this.#end({ at: "closed", cause });
  }

  #down(closing: Closing): void {
    const { clock } = this.#settings;
    const livedMs = this.#state.at === "online" ? clock.now() - this.#state.sinceMs : 0;
    const wasUp = this.#leave();
    const { act, cause } = this.#host.verdict(closing);
    if (act === "stop" || (act === "renew" && ++this.#renewals > 2)) this.#end({ at: "closed", cause });
    else {
      if (act === "renew") this.#host.renew();
      this.#wait(cause, livedMs, closing.code);
    }
    if (wasUp) this.#host.lost();
  }

  #wait(cause: ClientError, livedMs: number, code = 0): void {
    const { clock, random, maxRetryDelayMs } = this.#settings;
    const number = retryNumber(this.#attempt, livedMs, code);
    const delayMs = retryDelay(number, maxRetryDelayMs, random) + (cause.retryAfterMs ?? 0);
    this.#attempt = number + 1;
    this.#stopTimer = clock.after(delayMs, () => this.#open());
    this.#enter({ at: "waiting", attempt: this.#attempt, retryAtMs: clock.now() + delayMs, cause });
  }

  /** Forgets the connection; tells whether it was up. */
  #leave(): boolean {
    const connection = this.#connection;
    const wasUp = this.#state.at === "online" && connection !== null;
    this.#dial++;
    this.#stopTimer();
    this.#connection = null;
    connection?.close();
    return wasUp;
  }

  #end(state: ConnectionState): void {
    const wasUp = this.#leave();
    this.#enter(state);
    if (wasUp) this.#host.lost();
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#host.changed(state);
  }
}
