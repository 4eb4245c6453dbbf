import type { ClientError } from "../client-error";
import { numbered } from "../errors/error-table";
import type { Wire } from "../generated/schema";
import { syncFrame } from "./frames";
import type { Part, Parts } from "./parts";

type Answer = Wire["SyncDL"];

interface Request {
  readonly frame: Uint8Array<ArrayBuffer>;
  /** Where it was asked; null while it waits. */
  path: string | null;
  settle(answer: Answer | ClientError): void;
}

/** Pages backward ([HIST-1]). Answers name only the conversation, so one request per conversation is out at a time. */
export class HistoryRequests implements Part {
  readonly #parts: Parts;
  readonly #requests = new Map<number, Request>();
  readonly #turns = new Map<number, Promise<unknown>>();
  /** Why nothing is asked any more. */
  #over: ClientError | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  ask(xid: number, before: number, limit: number): Promise<Answer> {
    const frame = syncFrame({ xid: { uid: xid }, key: before, is_full_sync: true, full_sync_num: limit });
    const answer = (this.#turns.get(xid) ?? Promise.resolve()).then(() => this.#request(xid, frame));
    this.#turns.set(
      xid,
      answer.catch(() => {}),
    );
    return answer;
  }

  /** A page, or the refusal of something that was asked of this conversation. */
  answer(xid: number, answer: Answer | ClientError): void {
    this.#requests.get(xid)?.settle(answer);
  }

  pathDown(path: string): void {
    this.#requests.forEach((request) => {
      if (request.path === path) request.path = null;
    });
    this.pathUp();
  }

  /** Asks what waits and has a path. */
  pathUp(): void {
    this.#requests.forEach((request, xid) => {
      const path = request.path === null ? this.#parts.path(xid) : null;
      const answered = path?.send(request.frame);
      if (!path || !answered) return;
      request.path = path.id;
      // The request's own time limit is the shorter one.
      answered();
    });
  }

  end(error: ClientError): void {
    this.#over = error;
    this.#requests.forEach((request) => {
      request.settle(error);
    });
  }

  #request(xid: number, frame: Uint8Array<ArrayBuffer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#over) return reject(this.#over);
      const { clock, timeoutMs } = this.#parts;
      const stop = clock.after(timeoutMs, () => this.answer(xid, numbered(707)));
      this.#requests.set(xid, {
        frame,
        path: null,
        settle: (answer) => {
          stop();
          this.#requests.delete(xid);
          if (answer instanceof Error) reject(answer);
          else resolve(answer);
        },
      });
      this.pathUp();
    });
  }
}
