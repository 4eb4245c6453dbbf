import type { ConversationState } from "../conversation/conversation-state";
import type { Context } from "./context";
import { syncFrame } from "./frames";
import { skip } from "./place";

/** How long a gap may wait for acks of own sends that would fill it, ms. */
const GRACE_MS = 300;
/** Rest after a page that brought nothing while something is missing, ms; doubled each time. */
const REST_MS = 300;
/** Pages without progress after which what is held is given up. */
const MAX_FRUITLESS = 6;

/** Entries asked for in one page. */
export const PAGE = 500;

interface Parts extends Context {
  /** Nothing is being caught up any more. */
  caughtUp(): void;
}

type Job = { head: number; fruitless: number; stop: () => void } & (
  | { at: "grace" | "resting" }
  | { at: "pulling"; path: string; seq: number; mid: number }
);

/** Fills gaps: pages forward from the position until the head, one request at a time per conversation. */
export class CatchUp {
  readonly #parts: Parts;
  readonly #jobs = new Map<ConversationState, Job>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get busy(): boolean {
    return this.#jobs.size > 0;
  }

  /** The log goes up to `head` at least (0: nobody said), and this client may not. */
  want(state: ConversationState, head = 0): void {
    const job = this.#jobs.get(state);
    if (job) job.head = Math.max(job.head, head);
    else if (this.#missing(state, head)) {
      if (this.#parts.outbox.inFlight(state.xid) > 0) this.#later(state, "grace", GRACE_MS, head, 0);
      else this.#pull(state, head, 0);
    }
  }

  /** Asks once, whether anything is known to be missing or not. */
  ask(state: ConversationState): void {
    if (!this.#jobs.has(state)) this.#pull(state, 0, 0);
  }

  /** A page of this conversation was applied. `more`: the server has further ones; `head`: the newest seq when it was made. */
  page(state: ConversationState, more: boolean, head: number): void {
    const job = this.#jobs.get(state);
    if (job?.at !== "pulling") {
      if (more) this.want(state, head);
      return;
    }
    job.stop();
    this.#jobs.delete(state);
    const { seq, mid, gap } = state.log;
    // The last page decides where the head is: a former member's log ends early.
    if (!more && !gap && seq >= head) return this.#finish();
    if (seq > job.seq || mid > job.mid) this.#pull(state, head, 0);
    else if (job.fruitless < MAX_FRUITLESS) {
      this.#later(state, "resting", REST_MS * 2 ** job.fruitless, head, job.fruitless + 1);
    } else {
      this.#giveUp(state, false);
    }
  }

  /** The server will not give this page. */
  refused(state: ConversationState, retryable: boolean): void {
    const job = this.#jobs.get(state);
    if (job?.at !== "pulling") return;
    job.stop();
    this.#jobs.delete(state);
    if (retryable && job.fruitless < MAX_FRUITLESS) {
      return this.#later(state, "resting", REST_MS * 2 ** job.fruitless, job.head, job.fruitless + 1);
    }
    this.#giveUp(state, true);
  }

  /** Requests on this path are lost. Whoever brings a path up again asks anew. */
  pathDown(path: string): void {
    this.#jobs.forEach((job, state) => {
      if (job.at === "pulling" && job.path === path) this.#drop(state, job);
    });
  }

  end(): void {
    this.#jobs.forEach((job, state) => {
      this.#drop(state, job);
    });
  }

  #drop(state: ConversationState, job: Job): void {
    job.stop();
    this.#jobs.delete(state);
  }

  #missing(state: ConversationState, head: number): boolean {
    const { seq, gap } = state.log;
    return gap || seq < head;
  }

  #pull(state: ConversationState, head: number, fruitless: number): void {
    const { seq, mid } = state.log;
    const path = this.#parts.path(state.xid);
    const stop = path?.send(syncFrame({ xid: { uid: state.xid }, key: mid, limit: PAGE }));
    if (path && stop) this.#jobs.set(state, { at: "pulling", path: path.id, seq, mid, head, fruitless, stop });
    else this.#finish();
  }

  /** What is missing will not come: refused to this user, or not there. */
  #giveUp(state: ConversationState, refused: boolean): void {
    const held = state.log.firstHeld;
    if (refused || held === null) state.log.forgetHeld();
    else skip(this.#parts, state, held);
    this.#finish();
  }

  #later(state: ConversationState, at: "grace" | "resting", delayMs: number, head: number, fruitless: number): void {
    const stop = this.#parts.clock.after(delayMs, () => {
      const job = this.#jobs.get(state);
      this.#jobs.delete(state);
      const newest = Math.max(head, job?.head ?? 0);
      if (this.#missing(state, newest)) this.#pull(state, newest, fruitless);
      else this.#finish();
    });
    this.#jobs.set(state, { at, head, fruitless, stop });
  }

  #finish(): void {
    if (this.#jobs.size === 0) this.#parts.caughtUp();
  }
}
