import type { OrioleCore, TokenSource } from "./api/client";
import type { Conversation, ConversationSummary } from "./api/conversation";
import type { ConnectionState, OrioleEvents, SyncState } from "./api/events";
import type { OrioleOptions, SessionSettings } from "./api/options";
import type { ClientError } from "./client-error";
import { Emitter } from "./emitter";
import { numbered } from "./errors/error-table";
import { hostPorts } from "./ports/host-ports";
import type { Grant } from "./rest/rest";
import { Session } from "./session";

/** One user on one device: what every page needs of the SDK. */
export class CoreClient implements OrioleCore {
  protected readonly settings: SessionSettings;
  readonly #emitter = new Emitter();
  protected session: Session;
  closed = false;
  #state: ConnectionState = { at: "offline" };
  #stopWaking = () => {};
  /** Settles the login() that is under way; one that is settled stays so. */
  #settleLogin: (cause?: ClientError) => void = () => {};

  constructor(options: OrioleOptions) {
    const url = options.url.replace(/\/+$/, "");
    this.settings = { ...defaults, ...hostPorts(), ...options, ...options.ports, url };
    this.session = this.#newSession();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get syncState(): SyncState {
    return this.session.sync;
  }

  get uid(): number {
    return this.session.self.uid;
  }

  get deviceSn(): number {
    return this.session.self.sn;
  }

  loginWithToken(token: TokenSource): Promise<void> {
    let used = false;
    return this.begin(async () => {
      if (typeof token === "function") return { token: await token(), uid: 0 };
      // The same text would be refused again.
      if (used) throw numbered(307);
      used = true;
      return { token, uid: 0 };
    });
  }

  logout(): void {
    this.#end();
    this.session = this.#newSession();
    this.#enter({ at: "offline" });
  }

  close(): void {
    this.logout();
    this.#emitter.clear();
    this.closed = true;
  }

  wake(): void {
    this.session.wake();
  }

  on<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): () => void {
    return this.#emitter.on(name, listener);
  }

  once<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): () => void {
    return this.#emitter.on(name, listener, true);
  }

  off<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): void {
    this.#emitter.off(name, listener);
  }

  conversations(): readonly ConversationSummary[] {
    return this.session.registry.list();
  }

  conversation(xid: number): Conversation {
    return this.session.registry.state(xid).handle;
  }

  protected begin(grant: () => Promise<Grant>): Promise<void> {
    this.#end();
    this.closed = false;
    this.session = this.#newSession(grant);
    this.#stopWaking = this.settings.wake(() => this.wake());
    const online = new Promise<void>((resolve, reject) => {
      this.#settleLogin = (cause) => (cause ? reject(cause) : resolve());
    });
    this.session.start();
    return online;
  }

  #end(): void {
    this.#stopWaking();
    this.#stopWaking = () => {};
    this.session.end(numbered(114));
    this.#settleLogin(numbered(5));
  }

  #newSession(grant?: () => Promise<Grant>): Session {
    const session: Session = new Session(this.settings, this.#emitter, {
      // Where there is none, the session ends before it asks.
      grant: grant as () => Promise<Grant>,
      changed: (state) => {
        if (session === this.session) this.#changed(state);
      },
    });
    if (!grant) session.end(numbered(100));
    return session;
  }

  #changed(state: ConnectionState): void {
    const wasOnline = this.#state.at === "online";
    // Ending a session is told by whoever ended it.
    if (state.at !== "offline") this.#enter(state);
    if (state.at === "online") this.#settleLogin();
    if (state.at !== "closed") return;
    if (wasOnline) this.#emitter.emit("kicked", state.cause);
    this.#settleLogin(state.cause);
  }

  #enter(state: ConnectionState): void {
    if (state.at === "offline" && this.#state.at === "offline") return;
    this.#state = state;
    this.#emitter.emit("state", state);
  }
}

/** The core alone; createClient() is the whole SDK. */
export function createCore(options: OrioleOptions): OrioleCore {
  return new CoreClient(options);
}

const defaults = {
  platform: 6,
  agent: "oriole-client",
  keepMessages: 500,
  tail: 20,
  outboxLimit: 1000,
  window: 256,
  directSockets: 3,
  features: [],
  deliveryReceipts: true,
  heartbeatMs: 25_000,
  timeoutMs: 15_000,
  maxRetryDelayMs: 20_000,
};
