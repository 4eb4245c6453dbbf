/** The hub object: the inboxes of a block of users. A shell around the parts beside it. */

import { DurableObject } from "cloudflare:workers";
import { pb } from "../../protocol/codec";
import { closeCode, type ErrorName, OrioleError } from "../../protocol/errors";
import { OK, provisionFrame, statusOf } from "../../protocol/frames";
import { SYSTEM_UID } from "../../protocol/ids";
import { markIn, type TokenMark, UNMARKED } from "../access/token-mark";
import { answerClose } from "../answer-close";
import { conversationStub, type Env } from "../env";
import { infoUpdated } from "../info-updated";
import { logError } from "../log-event";
import type {
  ConversationPage,
  ConversationPageRequest,
  Delivered,
  Delivery,
  DeviceInfo,
  DirectOpened,
  FrameFrom,
  GatewayLogin,
  GroupModes,
  HistoryPage,
  HistoryRequest,
  HubRpc,
  InvitationNews,
  Notice,
  Outcome,
  SystemAct,
} from "../rpc";
import { applySteps } from "../schema-steps";
import { Arrivals, type ArrivalsPort } from "./arrivals";
import { Bans } from "./bans";
import { CatchUp } from "./catch-up";
import { conversationPage } from "./conversation-pages";
import { Deliveries, type DeliveriesPort } from "./deliveries";
import { mirrorDevices, mirrorTokens } from "./device-mirror";
import { DeviceRegistry } from "./device-registry";
import { DirectOpens } from "./direct-opens";
import { currentTokens } from "./kept-token";
import { LogOuts, type LogOutsPort } from "./log-outs";
import { Mailbox } from "./mailbox";
import { removalOf, removeFrom, unreadOf } from "./rest-conversations";
import { hubSchema } from "./schema";
import { type Session, userNoticeFrame } from "./session";
import { Sessions } from "./sessions";
import { Statuses, type UserStatus } from "./statuses";
import { actInSystem } from "./system-acts";
import { TokenRegister } from "./token-register";
import { Uplink } from "./uplink";

const MIRROR_DELAY_MS = 500;
const MIRROR_RETRY_MS = 10_000;

const { PASSWORD_CHANGED, FROZEN, REMOVED } = pb.UserNotice.Type;

export class HubDO extends DurableObject<Env> implements HubRpc {
  readonly #app: string;
  readonly #devices: DeviceRegistry;
  readonly #tokens: TokenRegister;
  readonly #directOpens: DirectOpens;
  readonly #logOuts: LogOuts;
  readonly #bans: Bans;
  readonly #statuses: Statuses;
  readonly #sessions: Sessions;
  readonly #arrivals: Arrivals;
  readonly #deliveries: Deliveries;
  readonly #mailboxes = new Map<number, Mailbox>();
  readonly #catchUp: CatchUp;
  readonly #uplink: Uplink;
  /** By its key without the app. */
  readonly #conversation = (name: string) => conversationStub(this.env, `${this.#app}:${name}`);

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#app = (ctx.id.name ?? "").split(":")[0] ?? "";
    applySteps(ctx.storage, hubSchema);
    this.#devices = new DeviceRegistry(ctx.storage.sql);
    this.#tokens = new TokenRegister(ctx.storage.sql);
    this.#directOpens = new DirectOpens(ctx.storage.sql);
    this.#bans = new Bans(ctx.storage.sql);
    this.#statuses = new Statuses(ctx.storage.sql);
    this.#logOuts = this.#newLogOuts();
    this.#sessions = new Sessions(ctx, env, (session) => this.#leave(session));
    for (const session of this.#sessions.all()) this.#mailbox(session.uid).sessions.add(session);
    this.#arrivals = this.#newArrivals();
    this.#deliveries = this.#newDeliveries();
    this.#catchUp = new CatchUp({
      conversation: this.#conversation,
      device: (uid, sn) => this.#devices.of(uid).find((device) => device.sn === sn) ?? null,
      failed: (event, error) => logError(event, error, { id: ctx.id.name }),
    });
    this.#uplink = new Uplink(
      {
        conversation: this.#conversation,
        block: Number((ctx.id.name ?? "").split(":")[1]),
        // Parking needs the answer of a call; a user who is away is simply told again with the next batch.
        deliver: (delivery) => void this.#deliveries.take(delivery),
        isBanned: (uid) => this.#bans.bans(uid, Date.now()),
        notify: (notice) => void this.#deliveries.notify(notice),
        now: () => Date.now(),
        failed: (event, error) => logError(event, error, { id: ctx.id.name }),
      },
      this.#catchUp,
    );
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  // ---- sockets of our own SDK -----------------------------------------------------------------------------------

  /** An upgrade that the Worker has authenticated; the x-oriole headers are its own. */
  override async fetch(request: Request): Promise<Response> {
    const { headers } = request;
    const { 0: client, 1: server } = new WebSocketPair();
    const uid = Number(headers.get("x-oriole-uid"));
    try {
      const arrival = {
        uid,
        guid: headers.get("x-oriole-guid") ?? "",
        platform: Number(headers.get("x-oriole-platform")),
        agent: headers.get("x-oriole-agent") ?? "",
      };
      const mark = markIn(headers);
      await this.#arrivals.expect(arrival, mark);
      const { device, announce } = this.#arrivals.take(arrival, mark);
      const session = this.#sessions.accept(server, uid, device.sn, mark.jti);
      this.#mailbox(uid).sessions.add(session);
      session.send(provisionFrame({ status: OK, xid: { uid, deviceSN: device.sn } }));
      announce();
    } catch (error) {
      // [TR-6]
      const name = this.#nameOfFailure(error, "hub.upgrade_failed");
      server.accept();
      server.send(provisionFrame({ status: statusOf(name), xid: { uid, deviceSN: 0 } }));
      server.close(closeCode(name), name);
    }
    return new Response(null, { status: 101, webSocket: client, headers: { "Sec-WebSocket-Protocol": "xsync" } });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const session = this.#sessions.ofSocket(socket);
    if (!session) return socket.close(closeCode("UserNotLogin"), "UserNotLogin");
    if (typeof message === "string") return this.#drop(session, "FrameMalformed");
    // Not awaited: the runtime reads a socket's next message only when this returns.
    this.ctx.waitUntil(this.#handle(session, new Uint8Array(message)));
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    answerClose(socket, code);
    this.#closed(socket);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    this.#closed(socket);
  }

  #closed(socket: WebSocket): void {
    const session = this.#sessions.forgetSocket(socket);
    if (session) this.#leave(session);
  }

  // ---- called by gateways ---------------------------------------------------------------------------------------

  async login(login: GatewayLogin): Promise<Outcome<{ sn: number }>> {
    try {
      const { uid, guid, platform, userAgent, connection, gateway, token = UNMARKED } = login;
      const arrival = { uid, guid, platform, agent: userAgent };
      await this.#arrivals.expect(arrival, token);
      const { device, announce } = this.#arrivals.take(arrival, token);
      const session = this.#sessions.connect({ uid, sn: device.sn, connection, gateway, jti: token.jti });
      this.#mailbox(uid).sessions.add(session);
      announce();
      return { ok: true, value: { sn: device.sn } };
    } catch (error) {
      return { ok: false, error: this.#nameOfFailure(error, "hub.login_failed") };
    }
  }

  async receive(frames: FrameFrom[]): Promise<string[]> {
    const unknown = new Set<string>();
    for (const { connection, frame } of frames) {
      const session = this.#sessions.ofConnection(connection);
      // Not awaited: one device's pull must not hold up the others, and each conversation keeps its own order.
      if (session) this.ctx.waitUntil(this.#handle(session, frame));
      else unknown.add(connection);
    }
    return [...unknown];
  }

  async disconnected(connections: { uid: number; connection: string }[]): Promise<void> {
    for (const { connection } of connections) {
      const session = this.#sessions.forgetConnection(connection);
      if (session) this.#leave(session);
    }
  }

  // ---- called by conversations and the Worker -------------------------------------------------------------------

  async deliver(deliveries: Delivery[]): Promise<Delivered[]> {
    return deliveries.map((delivery) => this.#deliveries.take(delivery));
  }

  async notify(notices: Notice[]): Promise<number[]> {
    return notices.map((notice) => this.#deliveries.notify(notice));
  }

  async notifyEach(uids: number[], notice: Omit<Notice, "uid" | "to">): Promise<void> {
    for (const uid of uids) this.#deliveries.notify({ ...notice, uid, to: uid });
  }

  async openDirect(uid: number, sn: number, conversation: string, token?: TokenMark): Promise<DirectOpened> {
    if (this.#statuses.of(uid) !== "normal") return { ok: false, error: "UserFrozen" };
    const device = this.#devices.of(uid).find((each) => each.sn === sn);
    const verdict = this.#tokens.judge(uid, device?.guid ?? "", token ?? UNMARKED);
    if (verdict === "revoked") return { ok: false, error: "InvalidToken" };
    if (!device) return { ok: false, error: "UserKickedByOtherDevices" };
    this.#mailbox(uid).conversations.ensure(conversation);
    this.#directOpens.note(uid, conversation);
    return { ok: true, value: true, bannedUntil: this.#bans.until(uid) };
  }

  async devices(uid: number): Promise<DeviceInfo[]> {
    await this.#sessions.makeSure([uid]);
    const mailbox = this.#mailbox(uid);
    return this.#devices.of(uid).map(({ sn, guid, platform, agent, lastSeen }) => {
      return { sn, guid, platform, userAgent: agent, lastSeen, online: mailbox.isOnline(sn) };
    });
  }

  kickDevice(uid: number, sn: number | null, atMs = Date.now()): Promise<boolean> {
    this.#mirrorSoon();
    return this.#logOuts.kick(uid, sn, atMs);
  }

  removeDevice(uid: number, sn: number, atMs = Date.now()): Promise<boolean> {
    this.#mirrorSoon();
    return this.#logOuts.remove(uid, sn, atMs);
  }

  async revokeTokens(uid: number, generation: number, exceptGuid: string | null, keptJti = ""): Promise<void> {
    // Told again: who has logged in since did so with a token that is good.
    if (!this.#tokens.raise(uid, generation, keptJti)) return;
    await this.#logOuts.butFor(uid, { guid: exceptGuid, jti: keptJti }, PASSWORD_CHANGED, "UserPasswordChanged");
  }

  async revokeToken(uid: number, { jti, untilMs, guid }: { jti: string; untilMs: number; guid: string | null }) {
    this.#tokens.revoke(uid, jti, untilMs, Date.now());
    this.#mirrorSoon();
    await this.#logOuts.holding(uid, { guid, jti });
  }

  async setUserStatus(uid: number, status: UserStatus, mark?: number): Promise<void> {
    if (!this.#statuses.set(uid, status, mark) || status === "normal") return;
    const frozen = status === "frozen";
    await this.#logOuts.all(uid, () => true, frozen ? FROZEN : REMOVED, frozen ? "UserFrozen" : "UserRemoved");
    if (frozen) return;
    // Nobody can write to a removed user: the conversations have to learn that there is none.
    const direct = this.#mailbox(uid)
      .conversations.all()
      .filter(({ isGroup }) => !isGroup);
    await Promise.all(direct.map(({ name }) => this.#conversation(name).relationChanged()));
  }

  async setBans(uids: number[], untilMs: number, marks: number[] = []): Promise<void> {
    const taken = uids.filter((uid, at) => this.#bans.set(uid, untilMs, marks[at]));
    // Here, so that devices hear of two changes in the order that they were taken in.
    for (const uid of taken) this.#deliveries.notify(infoUpdated(uid, { banned_until: untilMs }));
    await Promise.all(
      taken.flatMap((uid) => this.#directOpens.of(uid).map((name) => this.#conversation(name).setBan(uid, untilMs))),
    );
  }

  async online(uids: number[]): Promise<number[]> {
    await this.#sessions.makeSure(uids);
    return uids.filter((uid) => this.#mailbox(uid).sessions.size > 0);
  }

  async unread(uid: number): Promise<{ xid: number; unread: number }[]> {
    return unreadOf(this.#mailbox(uid), this.#conversation);
  }

  async conversationPage({ uid, ...wanted }: ConversationPageRequest): Promise<ConversationPage> {
    return conversationPage(this.#mailbox(uid), this.#conversation, wanted);
  }

  async systemHistory({ uid, before, limit }: HistoryRequest): Promise<HistoryPage> {
    return this.#mailbox(uid).system.history(before, limit);
  }

  async actInSystem(uid: number, act: SystemAct): Promise<Outcome<true>> {
    try {
      actInSystem(this.#mailbox(uid), act, (notice) => void this.#deliveries.notify(notice));
      return { ok: true, value: true };
    } catch (error) {
      if (error instanceof OrioleError) return { ok: false, error: error.error, reason: error.message };
      throw error;
    }
  }

  async removeConversation(uid: number, xid: number): Promise<Outcome<true>> {
    if (xid === SYSTEM_UID) return this.actInSystem(uid, removalOf(xid));
    return removeFrom(uid, xid, this.#conversation);
  }

  async groups(uid: number): Promise<number[]> {
    return this.#mailbox(uid)
      .conversations.groups()
      .map(({ xid }) => xid);
  }

  async applications(uid: number): Promise<number[]> {
    return this.#mailbox(uid).groups.applications();
  }

  async conversations(uid: number): Promise<{ name: string; xid: number; clearedMid: number }[]> {
    return this.#mailbox(uid)
      .conversations.all()
      .map(({ name, xid, clearedMid }) => ({ name, xid, clearedMid }));
  }

  async invitations(uid: number): Promise<InvitationNews[]> {
    return this.#mailbox(uid).groups.invitations();
  }

  async groupModes(uid: number): Promise<GroupModes[]> {
    return this.#mailbox(uid).groups.modes();
  }

  override async alarm(): Promise<void> {
    try {
      await mirrorTokens(this.env.DB, this.#app, this.#tokens);
      await mirrorDevices(this.env.DB, this.#app, this.#devices);
    } catch (error) {
      logError("hub.mirror_failed", error, { id: this.ctx.id.name });
      await this.ctx.storage.setAlarm(Date.now() + MIRROR_RETRY_MS);
    }
  }

  /** What D1 has to know of devices and their tokens; the call that changed it writes most of it, too, and may be cut off. */
  #mirrorSoon(): void {
    void this.ctx.storage.setAlarm(Date.now() + MIRROR_DELAY_MS);
  }

  // ---- inside ---------------------------------------------------------------------------------------------------

  #newLogOuts(): LogOuts {
    const port: LogOutsPort = {
      mailbox: (uid) => this.#mailbox(uid),
      conversation: this.#conversation,
      expel: (session, type, error) => this.#expel(session, type, error),
      isBanned: (uid) => this.#bans.until(uid) !== 0,
    };
    return new LogOuts(port, this.#devices, this.#tokens, this.#directOpens);
  }

  #newArrivals(): Arrivals {
    const port: ArrivalsPort = {
      mailbox: (uid) => this.#mailbox(uid),
      makeSure: (uid) => this.#sessions.makeSure([uid]),
      currentTokens: (uid, generation) => currentTokens(this.env.DB, this.#app, uid, generation),
      revokeTokens: (uid, { generation, kept }) => this.ctx.waitUntil(this.revokeTokens(uid, generation, null, kept)),
      expel: (session, type, error) => this.#expel(session, type, error),
      changed: () => this.#mirrorSoon(),
    };
    return new Arrivals(port, this.#statuses, this.#devices, this.#tokens);
  }

  #newDeliveries(): Deliveries {
    const port: DeliveriesPort = {
      mailbox: (uid) => this.#mailbox(uid),
      leaveGroup: (uid, group) => this.ctx.waitUntil(this.#leaveGroup(uid, group)),
    };
    return new Deliveries(port, this.#statuses, this.#devices);
  }

  #mailbox(uid: number): Mailbox {
    let mailbox = this.#mailboxes.get(uid);
    if (!mailbox) {
      mailbox = new Mailbox(this.ctx.storage.sql, uid);
      this.#mailboxes.set(uid, mailbox);
    }
    return mailbox;
  }

  async #handle(session: Session, frame: Uint8Array): Promise<void> {
    try {
      await this.#uplink.handle(this.#mailbox(session.uid), session, frame);
    } catch (error) {
      this.#drop(session, this.#nameOfFailure(error, "hub.frame_failed"));
    }
  }

  async #leaveGroup(uid: number, group: string): Promise<void> {
    try {
      await this.#conversation(group).changeGroup("bequeath", { uid }, true);
    } catch (error) {
      logError("hub.leave_failed", error, { id: this.ctx.id.name, uid });
    }
  }

  #expel(session: Session, type: pb.UserNotice.Type, error: ErrorName): void {
    session.send(userNoticeFrame(session.uid, type, String(session.sn), Date.now()));
    this.#drop(session, error);
  }

  #drop(session: Session, error: ErrorName): void {
    this.#sessions.drop(session, error);
    this.#leave(session);
  }

  #leave(session: Session): void {
    this.#mailbox(session.uid).sessions.delete(session);
  }

  #nameOfFailure(error: unknown, event: string): ErrorName {
    if (error instanceof OrioleError) return error.error;
    logError(event, error, { id: this.ctx.id.name });
    return "ServerUnknownError";
  }
}
