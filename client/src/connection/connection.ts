import type { ClockPort, Socket } from "../api/ports";
import type { ClientError } from "../client-error";
import { decode } from "../codec/codec";
import { fromStatus, numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import type { Closing } from "./close-verdict";

/** Frame.Command PROVISION. */
const PROVISION = 3;
/** Close code for what this side found out by itself: silence, garbage. Never comes from a server. */
const LOCAL_FAULT = 4999;

export interface ConnectionHost {
  /** Logged in: the first frame said so. */
  ready(provision: Wire["Provision"]): void;
  frame(command: number, payload: Uint8Array): void;
  /** It is over, once, whatever the reason. */
  down(closing: Closing): void;
}

interface Times {
  readonly heartbeatMs: number;
  readonly timeoutMs: number;
}

/** One WebSocket from dial to end: handshake, heartbeat, and one way down. */
export class Connection {
  readonly #socket: Socket;
  readonly #clock: ClockPort;
  readonly #host: ConnectionHost;
  readonly #times: Times;
  #at: "opening" | "live" | "down" = "opening";
  /** When something came; 0 since a probe. */
  #heardMs: number;
  #stopTimer: () => void;

  constructor(socket: Socket, clock: ClockPort, times: Times, host: ConnectionHost) {
    this.#socket = socket;
    this.#clock = clock;
    this.#host = host;
    this.#times = times;
    this.#heardMs = clock.now();
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => this.#drop(code);
    // A close event follows every error event.
    socket.onerror = () => {};
    this.#stopTimer = clock.after(this.#times.timeoutMs, () => this.fail());
  }

  /** False when it is over: nothing was sent. */
  send(frame: Uint8Array<ArrayBuffer>): boolean {
    // Closing: some hosts tell of it once the server has ended the connection as well, which may take minutes.
    if (this.#socket.readyState === 2) this.fail();
    if (this.#at !== "live") return false;
    this.#write(frame);
    return true;
  }

  /** Is anybody there? Drops the connection when nothing at all is heard in time. */
  probe(timeoutMs = this.#times.timeoutMs): void {
    if (this.#at !== "live") return;
    this.#stopTimer();
    this.#stopTimer = this.#clock.after(timeoutMs, () => {
      if (this.#heardMs) this.#watch();
      else this.fail();
    });
    // Set up first: a socket may answer, or fail, before the call returns.
    this.#heardMs = 0;
    this.#write("ping");
  }

  /** Something the server owed did not come, or was nothing to go on with. */
  fail(cause = numbered(707)): void {
    this.#drop(LOCAL_FAULT, cause);
  }

  close(): void {
    this.#drop(1000);
  }

  #receive(data: unknown): void {
    this.#heardMs = this.#clock.now();
    if (typeof data === "string") return;
    try {
      const { command, payload } = decode("Frame", new Uint8Array(data as ArrayBuffer));
      if (this.#at === "live") this.#host.frame(command, payload);
      else if (command === PROVISION) this.#provision(decode("Provision", payload));
    } catch {
      // Bytes that are no frame: whatever comes next cannot be trusted either. A new connection asks for what is missing.
      this.fail();
    }
  }

  #provision(provision: Wire["Provision"]): void {
    if (provision.status?.code !== 1) return this.fail(fromStatus(provision.status));
    this.#at = "live";
    this.#stopTimer();
    this.#watch();
    this.#host.ready(provision);
  }

  /** Probes after silence. A timer that fires late, after sleep, finds the silence and probes at once; so does a clock set back. */
  #watch(): void {
    const quietMs = Math.abs(this.#clock.now() - this.#heardMs);
    if (quietMs >= this.#times.heartbeatMs) return this.probe();
    this.#stopTimer = this.#clock.after(this.#times.heartbeatMs - quietMs, () => this.#watch());
  }

  #write(data: string | Uint8Array<ArrayBuffer>): void {
    try {
      this.#socket.send(data);
    } catch {
      this.fail();
    }
  }

  #drop(code: number, refusal?: ClientError): void {
    if (this.#at === "down") return;
    this.#at = "down";
    this.#stopTimer();
    this.#socket.onmessage = this.#socket.onclose = null;
    try {
      this.#socket.close(1000);
    } catch {
      // Not open yet, in hosts that mind.
    }
    this.#host.down({ code, refusal });
  }
}
