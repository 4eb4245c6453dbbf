import { createClient, type OrioleClient, type OrioleOptions, webStorage } from "../index";
import type { FlooConfig, LogLevel } from "./config";
import type { Context, Session } from "./context";
import { type Discovered, type Discovery, discover, discoveryAddress, serversOf } from "./discovery";
import { EditNotes } from "./edit-notes";
import { Emitter, type Subscribe } from "./events";
import { Gate } from "./gate";
import { type GroupManage, groupManage } from "./group";
import { GroupBook } from "./group-book";
import { ListEvents } from "./list-events";
import { hostStore, Stored } from "./local-store";
import { Login } from "./login";
import { MessageEvents } from "./message-events";
import { NoticeEvents } from "./notice-events";
import { RecentList } from "./recent-list";
import { failureOf, refusalOf } from "./refusal";
import { restCall } from "./rest-call";
import { type RosterManage, rosterManage } from "./roster";
import { RosterBook } from "./roster-book";
import { type RtcManage, rtcManage } from "./rtc";
import type { Id } from "./shapes";
import { type SystemManage, systemManage } from "./system";
import { type UserManage, userManage } from "./user";

/** Platform of a device that runs in a browser. */
const WEB = 6;
const INVALID_TOKEN = 402;

/** Calls that are made before there is a token. */
const open =
  /^\/(token|user\/register|app\/(config|secret_info|qr_|captcha|wechat_login|user\/(info_pwd|mobile_bind_with_sign)))/;

export interface LogoutOptions {
  /** Log out the other devices that run in a browser, too. */
  quitAllWeb?: boolean;
  linkLogin?: boolean;
  deleteUser?: boolean;
}

/** What flooim() returns. */
export interface FlooIM {
  readonly userManage: UserManage;
  readonly rosterManage: RosterManage;
  readonly groupManage: GroupManage;
  readonly sysManage: SystemManage;
  readonly rtcManage: RtcManage;
  /** REST base. */
  readonly baseUrl: string;
  /** Events tell how it goes: loginSuccess or loginFail. */
  login(credentials: { name?: string; mobile?: string; password: string }): void;
  idLogin(credentials: { user_id: Id; password: string }): void;
  qrlogin(credentials: { user_id: Id; password: string }): void;
  tokenLogin(user_id: Id, token: string, public_key?: string): void;
  isLogin(): boolean;
  /** Discovery is finished. */
  isReady(): boolean;
  isAppInfoReady(): boolean;
  on: Subscribe;
  listen: Subscribe;
  off: Subscribe;
  /** Disconnects and forgets the user; resolves when that is done. */
  logout(options?: LogoutOptions): Promise<void>;
  /** Logs out every other device that runs in a browser, then this one. */
  kickAllWeb(): Promise<void>;
  /** Forgets everything that is stored for the user. */
  cleanup(): void;
  /** Closes the socket, for good until the next login. */
  disConnect(): void;
  setLogLevel(level: LogLevel): void;
  /** Does nothing; mini-programs call it. */
  wxlogin(): void;
}

const levels: readonly LogLevel[] = ["debug", "info", "warn", "error", "off"];

/** Wires the areas of the API to each other and to the core; decides nothing itself. */
export class FlooClient implements FlooIM, Context {
  readonly appId: string;
  readonly store;
  readonly userManage: UserManage;
  readonly rosterManage: RosterManage;
  readonly groupManage: GroupManage;
  readonly sysManage: SystemManage;
  readonly rtcManage: RtcManage;
  readonly on: Subscribe;
  readonly listen: Subscribe;
  readonly off: Subscribe;
  client: OrioleClient;
  session: Session | null;
  #options: OrioleOptions;
  #level: LogLevel;
  #ready: Promise<void> | null = null;
  #found: Discovered;
  /** A token whose end was told already. */
  #refused = "";
  readonly #dnsPath: string;
  readonly #emitter: Emitter;
  readonly #stored: Stored<Session>;
  readonly #gate = new Gate();
  readonly #rosters: RosterBook;
  readonly #groups: GroupBook;
  readonly #recent: RecentList;
  readonly #messages: MessageEvents;
  readonly #list: ListEvents;
  readonly #notices: NoticeEvents;
  readonly #login: Login;

  constructor(config: FlooConfig) {
    const { appid, dnsServer, autoLogin = true, logLevel = "error", linkServer = "", ports } = config;
    const { origin, path } = discoveryAddress(dnsServer);
    const storage = webStorage(config.store ?? hostStore("sessionStorage"));
    this.appId = appid;
    this.store = config.store ?? hostStore("localStorage");
    this.#level = logLevel;
    this.#dnsPath = path;
    this.#options = { url: origin, appId: appid, agent: "Web", platform: WEB, ports: { storage, ...ports } };
    this.#found = { document: null, servers: null, config: null, linkServer };
    this.#stored = new Stored(this.store, `floo/${appid}/session`);
    this.session = autoLogin ? this.#stored.get() : null;
    this.#emitter = new Emitter((name, thrown) => this.#log("error", `handler of ${name}`, thrown));
    this.on = this.listen = this.#emitter.on;
    this.off = this.#emitter.off;

    const notes = new EditNotes();
    const gate = this.#gate;
    const rosters = new RosterBook(this);
    const groups = new GroupBook(this, rosters);
    const recent = new RecentList(this, notes);
    const messages = new MessageEvents({ context: this, gate, recent, notes });
    const list = new ListEvents({ context: this, gate, recent, rosters, groups, messages });
    const notices = new NoticeEvents({ context: this, gate, rosters, groups, list });
    this.#rosters = rosters;
    this.#groups = groups;
    this.#recent = recent;
    this.#messages = messages;
    this.#list = list;
    this.#notices = notices;
    this.#login = new Login({
      context: this,
      gate,
      rosters,
      groups,
      recent,
      notices,
      setSession: (session) => this.#setSession(session),
      ready: () => this.#discovered(),
    });
    this.client = this.#newClient();
    const discovered = () => this.#found;
    const options = () => this.#options;
    this.userManage = userManage(this, recent, () => this.#setSession(null));
    this.rosterManage = rosterManage(this, rosters, recent);
    this.groupManage = groupManage(this, groups, recent);
    this.sysManage = systemManage({
      context: this,
      recent,
      rosters,
      groups,
      messages,
      notices,
      list,
      discovered,
      options,
    });
    this.rtcManage = rtcManage(this);

    // Listeners are added after this returns.
    Promise.resolve().then(() => {
      if (this.session) this.#login.withToken(this.session);
      else this.#discovered().catch(() => {});
    });
  }

  get baseUrl(): string {
    return this.base;
  }

  get base(): string {
    return this.#options.url;
  }

  login({ name, mobile, password }: { name?: string; mobile?: string; password: string }): void {
    this.#login.withPassword("/token/user", { ...(name ? { name } : { mobile }), password });
  }

  idLogin(credentials: { user_id: Id; password: string }): void {
    this.#login.withPassword("/token/id", credentials);
  }

  qrlogin(credentials: { user_id: Id; password: string }): void {
    this.idLogin(credentials);
  }

  tokenLogin(user_id: Id, token: string): void {
    this.#login.withToken({ uid: Number(user_id), token });
  }

  isLogin(): boolean {
    return this.session !== null;
  }

  isReady(): boolean {
    return this.#found.servers !== null;
  }

  isAppInfoReady(): boolean {
    return !!this.#found.document?.app_status;
  }

  async logout({ quitAllWeb = false }: LogoutOptions = {}): Promise<void> {
    if (quitAllWeb) await this.#kickOthers();
    this.disConnect();
    this.cleanup();
    this.emit("logout", undefined);
  }

  async kickAllWeb(): Promise<void> {
    await this.logout({ quitAllWeb: true });
  }

  cleanup(): void {
    this.#recent.clear();
    this.#rosters.clear();
    this.#groups.clear();
    this.#notices.clear();
    this.#list.clear();
    this.#setSession(null);
  }

  disConnect(): void {
    this.#login.stop();
    this.client.logout();
  }

  setLogLevel(level: LogLevel): void {
    this.#level = level;
  }

  wxlogin(): void {}

  // ---- what the areas need of each other -----------------------------------------------------------------------------

  emit: Context["emit"] = (name, payload) => this.#emitter.emit(name, payload);

  async call(method: "GET" | "POST", path: string, params: object = {}): Promise<unknown> {
    const { session } = this;
    try {
      if (!session && !open.test(path)) throw new Error("not logged in");
      await this.#discovered();
      const given = method === "GET" ? { query: params } : { body: params };
      return await restCall(this.client)(method, path, { ...given, anonymous: open.test(path) });
    } catch (thrown) {
      const refusal = refusalOf(this.base + path, thrown);
      if ((refusal as { code?: unknown }).code === INVALID_TOKEN && session) this.#expired(session.token);
      throw refusal;
    }
  }

  failed = (thrown: unknown): void => {
    this.emit("flooError", failureOf(thrown));
  };

  // ---- inside --------------------------------------------------------------------------------------------------------

  /** Another token is needed, and only the application can get it: told once a token. */
  #expired(token: string): void {
    if (this.session?.token !== token || this.#refused === token) return;
    this.#refused = token;
    this.emit("flooNotice", { category: "action", desc: "relogin" });
  }

  #setSession(session: Session | null): void {
    this.session = session;
    this.#stored.set(session);
  }

  #newClient(): OrioleClient {
    const client = createClient(this.#options);
    for (const part of [this.#login, this.#messages, this.#list, this.#notices]) part.wire(client);
    client.on("error", (error) => this.#log("warn", "core", error));
    return client;
  }

  /** Finds the servers, once; what failed is tried again with the next call. */
  #discovered(): Promise<void> {
    const ready = this.#ready ?? this.#discover();
    this.#ready = ready;
    ready.catch(() => {
      if (this.#ready === ready) this.#ready = null;
    });
    return ready;
  }

  async #discover(): Promise<void> {
    let document: Discovery;
    try {
      document = await discover(this.#options, this.#dnsPath);
    } catch (thrown) {
      const { desc, code = 0 } = failureOf(thrown);
      this.emit("flooError", { category: "DNS_FAILED", desc, code });
      throw thrown;
    }
    const servers = serversOf(document);
    if (!servers) {
      this.emit("flooError", { category: "DNS_FAILED", desc: "no servers", code: 0 });
      throw new Error("no servers");
    }
    const link = this.#found.linkServer || document.link_server_list?.[0]?.domain || "";
    this.#found = { document, servers, config: null, linkServer: link };
    const state = document.app_status;
    if (state === "banned" || state === "frozen" || state === "revoked") {
      this.emit("flooError", { category: `APP_${state.toUpperCase()}`, desc: `app ${state}`, code: 0 });
      throw new Error(`app ${state}`);
    }
    if (servers.ratel !== this.#options.url) {
      this.client.close();
      this.#options = { ...this.#options, url: servers.ratel };
      this.client = this.#newClient();
    }
    restCall(this.client)("GET", "/app/config", { query: { platform: WEB }, anonymous: true }).then(
      (config) => {
        this.#found = { ...this.#found, config };
      },
      (thrown) => this.#log("warn", "app config", thrown),
    );
  }

  async #kickOthers(): Promise<void> {
    const devices = await this.userManage.asyncGetDeviceList();
    const others = devices.filter(({ platform, device_sn }) => platform === WEB && device_sn !== this.client.deviceSn);
    await Promise.all(others.map(({ device_sn }) => this.userManage.asyncKickDevice({ device_sn })));
  }

  #log(level: LogLevel, what: string, thrown: unknown): void {
    if (levels.indexOf(level) < levels.indexOf(this.#level)) return;
    const { console } = globalThis as unknown as { console?: { warn(...parts: unknown[]): void } };
    console?.warn(`[floo] ${what}:`, thrown);
  }
}
