import { ClientError, type ConnectionState, type OrioleClient } from "../index";
import type { Context, Session } from "./context";
import type { Gate } from "./gate";
import type { GroupBook } from "./group-book";
import type { NoticeEvents } from "./notice-events";
import type { RecentList } from "./recent-list";
import { failureOf, statusOf } from "./refusal";
import type { RosterBook } from "./roster-book";
import type { Token } from "./shapes";

/** How to get a token: asked again when it expires. */
type Grant = () => Promise<Session>;

/** Kicks by error number, and the notices that tell them: the user has to log in again, or (111) another device took over. */
const kicks: Readonly<Record<number, string>> = {
  106: "FROZEN",
  108: "REMOVED",
  110: "PASSWORD_CHANGED",
  111: "KICK_BY_SAME_DEVICE",
  112: "KICKED_BY_OTHER_DEVICE",
};
const SAME_DEVICE = 111;

interface Parts {
  readonly context: Context;
  readonly gate: Gate;
  readonly rosters: RosterBook;
  readonly groups: GroupBook;
  readonly recent: RecentList;
  readonly notices: NoticeEvents;
  /** Takes the session into use, or ends it. */
  setSession(session: Session | null): void;
  ready(): Promise<unknown>;
}

/** Logging in, as Floo apps follow it by events: token, then friends and groups, then the socket. */
export class Login {
  readonly #parts: Parts;
  /** Counts logins: what an abandoned one brings is not told. */
  #turn = 0;
  #online = false;
  /** The app has heard that this login has lists; whichever comes first, they or the socket, it hears in one order. */
  #listed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  withPassword(path: "/token/user" | "/token/id", params: object): void {
    const { context } = this.#parts;
    this.#start(async () => {
      const { token, user_id } = (await context.call("POST", path, params)) as Token;
      return { token, uid: user_id };
    });
  }

  withToken(session: Session): void {
    let used = false;
    this.#start(async () => {
      // The same text would be refused again.
      if (used) throw new ClientError("InvalidToken", 307, "login", "token expired", 402);
      used = true;
      return session;
    });
  }

  /** No login is under way any more. */
  stop(): void {
    this.#turn++;
    this.#online = false;
    this.#listed = false;
    this.#parts.gate.drop();
  }

  wire(client: OrioleClient): void {
    client.on("state", (state) => this.#state(state));
  }

  async #start(grant: Grant): Promise<void> {
    const { context, gate, recent } = this.#parts;
    this.stop();
    const turn = this.#turn;
    context.client.logout();
    this.#parts.setSession(null);
    let session: Session;
    try {
      await this.#parts.ready();
      if (turn !== this.#turn) return;
      this.#progress("getting a token ...");
      session = await grant();
    } catch (thrown) {
      if (turn === this.#turn) context.emit("loginFail", `token failure:${messageOf(thrown)}`);
      return;
    }
    if (turn !== this.#turn) return;
    gate.close();
    this.#parts.setSession(session);
    recent.begin(session.uid);
    this.#connect(grant, session);
    try {
      await this.#lists(session.uid);
    } catch (thrown) {
      // The socket may have been refused first, and told why.
      if (turn !== this.#turn || context.client.state.at === "closed") return;
      this.stop();
      context.client.logout();
      if ((thrown as { code?: unknown }).code === 402) this.#parts.setSession(null);
      return context.emit("loginFail", `token failure:${messageOf(thrown)}`);
    }
    if (turn !== this.#turn) return;
    // What the socket brought while the lists were on their way counts from here on.
    gate.open();
  }

  #connect(grant: Grant, first: Session): void {
    const { context } = this.#parts;
    let next: Promise<Session> | null = Promise.resolve(first);
    const online = context.client.loginWithToken(async () => {
      const session = await (next ?? grant());
      next = null;
      this.#parts.setSession(session);
      return session.token;
    });
    // Its end is told by the state.
    online.catch(() => {});
  }

  /** Friends and groups, with what is shown of them. */
  async #lists(self: number): Promise<void> {
    const { context, rosters, groups } = this.#parts;
    this.#progress("getting friends and groups ...");
    const [friends, joined] = await Promise.all([rosters.load(true), groups.load(true)]);
    const unknown = [...friends, self].filter((id) => !rosters.known(id));
    const [, briefs] = await Promise.all([rosters.fetch(unknown), joined.length > 0 ? groups.fetchBriefs(joined) : []]);
    context.emit("imRostersGroupslistReady", { rosters: friends, groups: briefs });
  }

  #state(state: ConnectionState): void {
    const { gate, notices } = this.#parts;
    if (state.at === "online") {
      this.#online = true;
      notices.ended = false;
      gate.pass(() => {
        const { context } = this.#parts;
        this.#progress("login succeeded");
        context.emit("loginSuccess", {});
        if (this.#listed) return;
        this.#listed = true;
        context.emit("onRosterListUpdate", undefined);
        context.emit("onGroupListUpdate", undefined);
      });
    } else if (state.at === "waiting") this.#progress(`connecting again: ${state.cause.message}`);
    else if (state.at === "closed") {
      const wasOnline = this.#online;
      gate.drop();
      this.#online = false;
      if (wasOnline && kicks[state.cause.number]) this.#kicked(state.cause);
      else this.#refused(state.cause);
    }
  }

  #kicked({ number }: ClientError): void {
    const { context } = this.#parts;
    // The notice itself may have been lost with the socket.
    if (!this.#parts.notices.ended) context.emit("flooNotice", { category: "userNotice", desc: kicks[number] ?? "" });
    if (number === SAME_DEVICE) return;
    this.#parts.setSession(null);
    context.emit("flooNotice", { category: "action", desc: "relogin_manually" });
  }

  #refused(cause: ClientError): void {
    const { context } = this.#parts;
    const status = statusOf(cause);
    if (status === 7) this.#parts.setSession(null);
    if (status === 7) context.emit("flooNotice", { category: "action", desc: "relogin" });
    if (status === 10 || status >= 17) context.emit("flooNotice", { category: "action", desc: "relogin_manually" });
    context.emit("flooError", failureOf(cause));
    this.#progress("login socket failure ......");
    context.emit("loginFail", "socket_failure");
  }

  #progress(desc: string): void {
    this.#parts.context.emit("flooNotice", { category: "loginMessage", desc });
  }
}

const messageOf = (thrown: unknown): string =>
  String((thrown as { message?: unknown } | null | undefined)?.message ?? thrown);
