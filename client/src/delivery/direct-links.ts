import { directVerdictOf } from "../connection/close-verdict";
import { Link, type LinkSettings } from "../connection/link";
import type { ConversationState } from "../conversation/conversation-state";
import type { Emitter } from "../emitter";
import type { Path } from "./path";

export interface DirectHost {
  /** Where the conversation's own socket is; rejects while the inbox, which gives the serial, is not up. */
  directTarget(state: ConversationState): Promise<{ url: string; protocols: string[] }>;
  frame(command: number, payload: Uint8Array): void;
  /** Conversations on this path may use it. */
  pathUp(): void;
  /** Back to the inbox: what was sent to this socket last may not have come. */
  leftDirect(state: ConversationState, path: string): void;
}

interface DirectSettings extends LinkSettings {
  readonly directSockets: number;
  readonly emitter: Emitter;
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
  readonly #settings: DirectSettings;
  readonly #host: DirectHost;
  readonly #directs = new Map<number, Direct>();
  #over = false;

  constructor(settings: DirectSettings, host: DirectHost) {
    this.#settings = settings;
    this.#host = host;
  }

  /** The conversation's own way, while it is up. */
  path(xid: number): Path | null {
    const direct = this.#directs.get(xid);
    return direct?.link.state.at === "online" ? direct.path : null;
  }

  /** Resolves with whether it is up, once the present attempt is decided. */
  open(state: ConversationState): Promise<boolean> {
    if (this.#over || state.kind === "system") return Promise.resolve(false);
    let direct = this.#directs.get(state.xid);
    if (!direct) {
      const [longest] = this.#directs.keys();
      if (longest && this.#directs.size >= this.#settings.directSockets) this.close(longest);
      direct = this.#create(state);
      this.#directs.set(state.xid, direct);
    }
    if (direct.link.state.at === "online") return Promise.resolve(true);
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

  clear(): void {
    this.#over = true;
    for (const xid of [...this.#directs.keys()]) this.close(xid);
  }

  #create(state: ConversationState): Direct {
    const path: Path = { id: String(state.xid), send: (frame) => direct.link.send(frame) };
    const link = new Link(this.#settings, {
      target: () => this.#host.directTarget(state),
      verdict: directVerdictOf,
      renew: () => {},
      up: () => this.#host.pathUp(),
      frame: (command, payload) => this.#host.frame(command, payload),
      lost: () => this.#host.leftDirect(state, path.id),
      changed: (now) => {
        if (now.at === "connecting") return;
        for (const resolve of direct.waiting.splice(0)) resolve(now.at === "online");
        if (now.at === "closed") this.#settings.emitter.emit("error", now.cause);
      },
    });
    const direct: Direct = { state, link, path, waiting: [] };
    return direct;
  }
}
