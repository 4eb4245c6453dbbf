import type { OrioleClient, TokenSource } from "./api/client";
import type { Conversation, ConversationSummary } from "./api/conversation";
import type { ConnectionState, OrioleEvents, SyncState } from "./api/events";
import type { OrioleOptions, SessionSettings } from "./api/options";
import type { RestArguments, RestData, RestMethod, RestOutput, RestPath, RestRequest } from "./api/rest";
import { ClientError } from "./client-error";
import { Emitter } from "./emitter";
import { numbered } from "./errors/error-table";
import { hostPorts } from "./ports/host-ports";
import { type Grant, Rest, type RestCall } from "./rest/rest";
import { Session } from "./session";

/** One user on one device: the SDK behind one object, with the features it is given. */
export class CoreClient implements OrioleClient {
  readonly #settings: SessionSettings;
  readonly #emitter = new Emitter();
  readonly #rest: Rest;
  #session: Session;
  #state: ConnectionState = { at: "offline" };
  #stopWaking = () => {};
  /** Settles the login() that is under way. */
  #login: { resolve: () => void; reject: (cause: ClientError) => void } | null = null;

  constructor(options: OrioleOptions) {
    const url = options.url.replace(/\/+$/, "");
    this.#settings = { ...defaults, ...hostPorts(), ...options, ...options.ports, url };
    this.#rest = new Rest(this.#settings.http, url, options.appId);
    this.#session = this.#newSession();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get syncState(): SyncState {
    return this.#session.sync;
  }

  get uid(): number {
    return this.#session.self.uid;
  }

  get deviceSn(): number {
    return this.#session.self.sn;
  }

  login({ username, password }: { readonly username: string; readonly password: string }): Promise<void> {
    return this.#start(() => this.#rest.login("/token/user", { name: username, password }));
  }

  loginWithId({ userId, password }: { readonly userId: number; readonly password: string }): Promise<void> {
    return this.#start(() => this.#rest.login("/token/id", { user_id: userId, password }));
  }

  loginWithToken(token: TokenSource): Promise<void> {
    let used = false;
    return this.#start(async () => {
      if (typeof token === "function") return { token: await token(), uid: 0 };
      // The same text would be refused again.
      if (used) throw numbered(307);
      used = true;
      return { token, uid: 0 };
    });
  }

  logout(): void {
    this.#end();
    this.#session = this.#newSession();
    this.#enter({ at: "offline" });
  }

  close(): void {
    this.logout();
    this.#emitter.clear();
  }

  wake(): void {
    this.#session.wake();
  }

  on<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): () => void {
    return this.#emitter.on(name, listener);
  }

  once<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): () => void {
    return this.#emitter.once(name, listener);
  }

  off<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): void {
    this.#emitter.off(name, listener);
  }

  conversations(): readonly ConversationSummary[] {
    return this.#session.registry.list();
  }

  conversation(xid: number): Conversation {
    return this.#session.registry.state(xid).handle;
  }

  request<Method extends RestMethod, Path extends RestPath<Method>>(
    method: Method,
    path: Path,
    request: RestRequest<Method, Path> & { readonly whole: true },
  ): Promise<RestOutput<Method, Path>>;
  request<Method extends RestMethod, Path extends RestPath<Method>>(
    method: Method,
    path: Path,
    ...request: RestArguments<RestRequest<Method, Path>>
  ): Promise<RestData<Method, Path>>;
  async request(method: RestMethod, path: string, request: RestCall = {}): Promise<unknown> {
    const session = this.#session;
    const call = async () => this.#rest.call(method, path, request, request.anonymous ? "" : await session.token());
    try {
      return await call();
    } catch (cause) {
      if (!(cause instanceof ClientError) || cause.error !== "InvalidToken") throw cause;
      session.renew();
      return call();
    }
  }

  #start(grant: () => Promise<Grant>): Promise<void> {
    this.#end();
    this.#session = this.#newSession(grant);
    this.#stopWaking = this.#settings.wake(() => this.wake());
    const online = new Promise<void>((resolve, reject) => {
      this.#login = { resolve, reject };
    });
    this.#session.start();
    return online;
  }

  #end(): void {
    this.#stopWaking();
    this.#stopWaking = () => {};
    this.#session.end(numbered(114));
    this.#settleLogin(numbered(5));
  }

  #newSession(grant?: () => Promise<Grant>): Session {
    const session: Session = new Session(this.#settings, this.#emitter, {
      grant: grant ?? (() => Promise.reject(numbered(100))),
      changed: (state) => {
        if (session === this.#session) this.#changed(state);
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

  #settleLogin(cause?: ClientError): void {
    const login = this.#login;
    this.#login = null;
    if (cause) login?.reject(cause);
    else login?.resolve();
  }

  #enter(state: ConnectionState): void {
    if (state.at === "offline" && this.#state.at === "offline") return;
    this.#state = state;
    this.#emitter.emit("state", state);
  }
}

/**
 * A client with the features that it is given, for pages that count every byte: what is not imported is not carried.
 * createClient() is the one with all of them.
 */
export function createCore(options: OrioleOptions): OrioleClient {
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
