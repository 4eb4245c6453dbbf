import type { ClockPort } from "../api/ports";
import type { ClientError } from "../client-error";
import { numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import { syncFrame } from "./frames";
import type { Path } from "./path";

interface Request {
  readonly xid: number;
  readonly before: number;
  readonly limit: number;
  /** Where it was asked; null while it waits. */
  path: string | null;
  settle(answer: Wire["SyncDL"] | ClientError): void;
}

/** Pages backward ([HIST-1]). Answers name only the conversation, so one request per conversation is out at a time. */
export class HistoryRequests {
  readonly #clock: ClockPort;
  readonly #timeoutMs: number;
  readonly #path: (xid: number) => Path | null;
  #requests: Request[] = [];

  constructor(clock: ClockPort, timeoutMs: number, path: (xid: number) => Path | null) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#path = path;
  }

  ask(xid: number, before: number, limit: number): Promise<Wire["SyncDL"]> {
    return new Promise((resolve, reject) => {
      const stop = this.#clock.after(this.#timeoutMs, () => request.settle(numbered(707)));
      const request: Request = {
        xid,
        before,
        limit,
        path: null,
        settle: (answer) => {
          stop();
          this.#requests = this.#requests.filter((one) => one !== request);
          if (answer instanceof Error) reject(answer);
          else resolve(answer);
          this.flush();
        },
      };
      this.#requests.push(request);
      this.flush();
    });
  }

  /** The answer to the one that is out for this conversation. */
  answer(xid: number, answer: Wire["SyncDL"] | ClientError): void {
    this.#requests.filter((one) => one.xid === xid && one.path !== null)[0]?.settle(answer);
  }

  pathDown(path: string): void {
    for (const request of this.#requests) if (request.path === path) request.path = null;
    this.flush();
  }

  /** Asks what waits and has a path. */
  flush(): void {
    const out = new Set<number>();
    for (const request of this.#requests) {
      const { xid, before, limit } = request;
      const path = request.path === null && !out.has(xid) ? this.#path(xid) : null;
      out.add(xid);
      if (path?.send(syncFrame({ xid: { uid: xid }, key: before, is_full_sync: true, full_sync_num: limit }))) {
        request.path = path.id;
      }
    }
  }

  clear(error: ClientError): void {
    for (const request of this.#requests) request.settle(error);
  }
}
