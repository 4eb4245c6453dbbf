import type { ClockPort } from "../api/ports";

/** How long a gap may wait for acks of own sends that would fill it, ms. */
const GRACE_MS = 300;
/** Rest after a page that brought nothing while something is missing, ms; doubled each time. */
const REST_MS = 300;
/** Pages without progress after which what is held is given up. */
const MAX_FRUITLESS = 6;

export interface CatchUpHost {
  /** Asks for the page after the position; the id of the path it went by, or null without one. */
  pull(xid: number): string | null;
  /** Own sends are in flight: their acks may be what is missing. */
  sending(xid: number): boolean;
  /** Where the log stands, and whether something is held behind a gap. */
  position(xid: number): { seq: number; mid: number; gap: boolean };
  /** What is missing will not come: refused to this user, or not there. */
  giveUp(xid: number, refused: boolean): void;
  /** A page is overdue. */
  stalled(path: string): void;
  /** Nothing is being caught up any more. */
  idle(): void;
}

type Job = { head: number; fruitless: number; stop: () => void } & (
  | { at: "grace" | "resting" }
  | { at: "pulling"; path: string; seq: number; mid: number }
);

/** Fills gaps: pages forward from the position until the head, one request at a time per conversation. */
export class CatchUp {
  readonly #clock: ClockPort;
  readonly #timeoutMs: number;
  readonly #host: CatchUpHost;
  readonly #jobs = new Map<number, Job>();

  constructor(clock: ClockPort, timeoutMs: number, host: CatchUpHost) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#host = host;
  }

  get busy(): boolean {
    return this.#jobs.size > 0;
  }

  /** The log goes up to `head` at least (0: nobody said), and this client may not. */
  want(xid: number, head = 0): void {
    const job = this.#jobs.get(xid);
    if (job) job.head = Math.max(job.head, head);
    else if (this.#missing(xid, head)) {
      if (this.#host.sending(xid)) this.#later(xid, "grace", GRACE_MS, head, 0);
      else this.#pull(xid, head, 0);
    }
  }

  /** Asks once, whether anything is known to be missing or not. */
  ask(xid: number): void {
    if (!this.#jobs.has(xid)) this.#pull(xid, 0, 0);
  }

  /** A page of this conversation was applied. `more`: the server has further ones; `head`: the newest seq when it was made. */
  page(xid: number, more: boolean, head: number): void {
    const job = this.#jobs.get(xid);
    if (job?.at !== "pulling") {
      if (more) this.want(xid, head);
      return;
    }
    job.stop();
    this.#jobs.delete(xid);
    const { seq, mid, gap } = this.#host.position(xid);
    // The last page decides where the head is: a former member's log ends early.
    if (!more && !gap && seq >= head) return this.#finish();
    if (seq > job.seq || mid > job.mid) this.#pull(xid, head, 0);
    else if (job.fruitless < MAX_FRUITLESS) {
      this.#later(xid, "resting", REST_MS * 2 ** job.fruitless, head, job.fruitless + 1);
    } else {
      this.#host.giveUp(xid, false);
      this.#finish();
    }
  }

  /** The server will not give this page. */
  refused(xid: number, retryable: boolean): void {
    const job = this.#jobs.get(xid);
    if (job?.at !== "pulling") return;
    job.stop();
    this.#jobs.delete(xid);
    if (retryable && job.fruitless < MAX_FRUITLESS) {
      return this.#later(xid, "resting", REST_MS * 2 ** job.fruitless, job.head, job.fruitless + 1);
    }
    this.#host.giveUp(xid, true);
    this.#finish();
  }

  /** Requests on this path are lost. Whoever brings a path up again asks anew. */
  pathDown(path: string): void {
    this.#jobs.forEach((job, xid) => {
      if (job.at === "pulling" && job.path === path) this.#drop(xid, job);
    });
  }

  clear(): void {
    this.#jobs.forEach((job, xid) => {
      this.#drop(xid, job);
    });
  }

  #drop(xid: number, job: Job): void {
    job.stop();
    this.#jobs.delete(xid);
  }

  #missing(xid: number, head: number): boolean {
    const { seq, gap } = this.#host.position(xid);
    return gap || seq < head;
  }

  #pull(xid: number, head: number, fruitless: number): void {
    const path = this.#host.pull(xid);
    if (path === null) return this.#finish();
    const { seq, mid } = this.#host.position(xid);
    const stop = this.#clock.after(this.#timeoutMs, () => this.#host.stalled(path));
    this.#jobs.set(xid, { at: "pulling", path, seq, mid, head, fruitless, stop });
  }

  #later(xid: number, at: "grace" | "resting", delayMs: number, head: number, fruitless: number): void {
    const stop = this.#clock.after(delayMs, () => {
      const job = this.#jobs.get(xid);
      this.#jobs.delete(xid);
      const newest = Math.max(head, job?.head ?? 0);
      if (this.#missing(xid, newest)) this.#pull(xid, newest, fruitless);
      else this.#finish();
    });
    this.#jobs.set(xid, { at, head, fruitless, stop });
  }

  #finish(): void {
    if (this.#jobs.size === 0) this.#host.idle();
  }
}
