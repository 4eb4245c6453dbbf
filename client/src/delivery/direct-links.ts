import type { ClientError } from "../client-error";
import { directVerdictOf } from "../connection/close-verdict";
import { Link, type LinkSettings } from "../connection/link";
import type { ConversationState } from "../conversation/conversation-state";
import type { Path } from "./path";

export interface DirectHost {
  /** Where the conversation's own socket is; rejects while the inbox, which gives the serial, is not up. */
  target(state: ConversationState): Promise<{ url: string; protocols: string[] }>;
  frame(command: number, payload: Uint8Array): void;
  /** Conversations on this path may use it. */
  up(state: ConversationState): void;
  /** Back to the inbox: what was sent to this socket last may not have come. */
  lost(state: ConversationState, path: string): void;
  refused(cause: ClientError): void;
}

interface Direct {
  readonly state: ConversationState;
  readonly link: Link;
  readonly path: Path;
  /** open() calls that wait for the present attempt. */
  waiting: ((up: boolean) => void)[];
}

/** Sockets straight to conversations ([TR-2]), a few at most. */
export class DirectLinks {
  readonly #settings: LinkSettings;
  readonly #limit: number;
  readonly #host: DirectHost;
  readonly #directs = new Map<number, Direct>();

  constructor(settings: LinkSettings, limit: number, host: DirectHost) {
    this.#settings = settings;
    this.#limit = limit;
    this.#host = host;
  }

  /** The conversation's own way, while it is up. */
  path(xid: number): Path | null {
    const direct = this.#directs.get(xid);
    return direct?.link.state.at === "up" ? direct.path : null;
  }

  /** Resolves with whether it is up, once the present attempt is decided. */
  open(state: ConversationState): Promise<boolean> {
    let direct = this.#directs.get(state.xid);
    if (!direct) {
      if (this.#directs.size >= this.#limit) this.#closeLongest();
      direct = this.#create(state);
      this.#directs.set(state.xid, direct);
    }
    if (direct.link.state.at === "up") return Promise.resolve(true);
    const { waiting } = direct;
    const decided = new Promise<boolean>((resolve) => waiting.push(resolve));
    direct.link.start();
    direct.link.wake();
    return decided;
  }

  close(xid: number): void {
    const direct = this.#directs.get(xid);
    this.#directs.delete(xid);
    direct?.link.stop();
  }

  /** The inbox is up, or the page woke. */
  wake(): void {
    this.#directs.forEach(({ link }) => {
      link.wake();
    });
  }

  fail(path: string): void {
    this.#directs.forEach((direct) => {
      if (direct.path.id === path) direct.link.fail();
    });
  }

  clear(): void {
    for (const xid of Array.from(this.#directs.keys())) this.close(xid);
  }

  #closeLongest(): void {
    for (const xid of this.#directs.keys()) {
      this.close(xid);
      return;
    }
  }

  #create(state: ConversationState): Direct {
    const path: Path = { id: String(state.xid), send: (frame) => direct.link.send(frame) };
    const link = new Link(this.#settings, {
      target: () => this.#host.target(state),
      verdict: directVerdictOf,
      renew: () => {},
      up: () => this.#host.up(state),
      frame: (command, payload) => this.#host.frame(command, payload),
      lost: () => this.#host.lost(state, path.id),
      changed: (now) => {
        if (now.at === "dialing") return;
        for (const resolve of direct.waiting.splice(0)) resolve(now.at === "up");
        if (now.at === "stopped") this.#host.refused(now.cause);
      },
    });
    const direct: Direct = { state, link, path, waiting: [] };
    return direct;
  }
}
