import { directVerdictOf } from "../connection/close-verdict";
import { Link } from "../connection/link";
import type { ConversationState } from "../conversation/conversation-state";
import { numbered } from "../errors/error-table";
import type { Part, Parts } from "./parts";
import type { Path } from "./path";

/** When to ask again for what may have gone to a direct socket that the server had not yet seen close, ms. */
const SETTLE_MS = [1500, 6000, 30_000];

interface Direct {
  readonly state: ConversationState;
  readonly link: Link;
  readonly path: Path;
  /** open() calls that wait for the present attempt. */
  waiting: ((up: boolean) => void)[];
}

/** Sockets straight to conversations ([TR-2]), a few at most. */
export class DirectLinks implements Part {
  readonly #parts: Parts;
  readonly #directs = new Map<number, Direct>();
  #over = false;

  constructor(parts: Parts) {
    this.#parts = parts;
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
      if (longest && this.#directs.size >= this.#parts.directSockets) this.close(longest);
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

  end(): void {
    this.#over = true;
    for (const xid of [...this.#directs.keys()]) this.close(xid);
  }

  #create(state: ConversationState): Direct {
    const parts = this.#parts;
    const path: Path = { id: String(state.xid), send: (frame) => direct.link.send(frame) };
    const link = new Link(parts, {
      target: () => this.#target(state),
      verdict: directVerdictOf,
      renew: () => {},
      up: () => parts.pathUp(),
      frame: parts.frame,
      lost: () => this.#lost(state, path.id),
      changed: (now) => {
        if (now.at === "connecting") return;
        for (const resolve of direct.waiting.splice(0)) resolve(now.at === "online");
        if (now.at === "closed") parts.emitter.emit("error", now.cause);
      },
    });
    const direct: Direct = { state, link, path, waiting: [] };
    return direct;
  }

  /** Known only while the inbox, which gives the serial, is up. */
  async #target({ xid, log }: ConversationState): Promise<{ url: string; protocols: string[] }> {
    const { inbox, self, target } = this.#parts;
    if (inbox.state.at !== "online") throw numbered(700);
    return target(`/conversations/${xid}?sn=${self.sn}${log.known ? `&after=${log.mid}` : ""}`);
  }

  /** Back to the inbox: what was sent to this socket last may not have come. */
  #lost(state: ConversationState, path: string): void {
    const { catchUp, clock, pathDown } = this.#parts;
    pathDown(path);
    const ask = () => {
      if (!this.#over && !this.path(state.xid)) catchUp.ask(state);
    };
    ask();
    if (!this.#over) for (const delayMs of SETTLE_MS) clock.after(delayMs, ask);
  }
}
