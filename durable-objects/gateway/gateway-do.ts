/**
 * The gateway object: for clients that cannot name their user when they connect. Unwraps their framing, reads PROVISION,
 * and is from then on a thin pipe to the user's hub, batched over all its connections.
 */

import { DurableObject } from "cloudflare:workers";
import { type ErrorName, OrioleError } from "../../protocol/errors";
import { OK, provisionFrame, refusalFrame, statusOf } from "../../protocol/frames";
import { hubName } from "../../protocol/ids";
import { MAX_FRAME_BYTES } from "../../protocol/limits";
import { loadApp } from "../access/app";
import { clientAddress } from "../access/client-address";
import { takeLoginFrom } from "../access/request-rates";
import { verifyToken } from "../access/token";
import { markOf } from "../access/token-mark";
import { answerClose } from "../answer-close";
import { BatchQueue } from "../batch-queue";
import { type Env, hubStub, hubStubNamed } from "../env";
import { logError } from "../log-event";
import type { FrameFrom, FramesTo, GatewayRpc } from "../rpc";
import { Connection, type Greeting, type Owner } from "./connection";
import { greeting, readMessage, type Transport } from "./framing";
import { isFinal, LoginSweep } from "./login-sweep";
import { admitted, readProvision } from "./provision";

/** Frames a client may send before its PROVISION is answered. */
const MAX_EARLY_FRAMES = 64;

export class GatewayDO extends DurableObject<Env> implements GatewayRpc {
  readonly #connections = new Map<string, Connection>();
  readonly #bySocket = new Map<WebSocket, Connection>();
  readonly #hubs = new Map<string, BatchQueue<FrameFrom>>();
  readonly #sweep = new LoginSweep({
    close: (connection) => this.#end(connection, "SignInTimeout"),
    setAlarm: (atMs) => void this.ctx.storage.setAlarm(atMs),
    now: () => Date.now(),
  });

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    for (const socket of ctx.getWebSockets()) {
      const connection = Connection.revive(socket);
      if (connection) this.#hold(connection);
      // [TR-7] holds for those, too, that were here before this object lost its memory.
      if (connection) this.#sweep.arm(connection);
    }
    // Engine.IO pings must not wake the object; plain clients send no text at all.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("2", "3"));
  }

  override async fetch(request: Request): Promise<Response> {
    // As it came: the Worker sends no upgrades here but those of `/` and of Socket.IO's path. Headers are the client's own.
    const transport: Transport = new URL(request.url).pathname === "/" ? "plain" : "socketio";
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const id = crypto.randomUUID();
    const address = clientAddress(request, this.env);
    const connection = new Connection(server, { id, transport, address, sinceMs: Date.now(), owner: null });
    connection.save();
    this.#hold(connection);
    for (const text of greeting(transport, id)) connection.text(text);
    this.#sweep.arm(connection);
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const connection = this.#bySocket.get(socket);
    if (!connection) return socket.close(1011, "ServerNeedReconnected");
    const size =
      typeof message === "string" ? message.length : message.byteLength - (connection.transport === "socketio" ? 1 : 0);
    if (size > MAX_FRAME_BYTES) return this.#end(connection, "FrameTooLarge");
    const incoming = readMessage(connection.transport, message);
    switch (incoming.is) {
      case "frame":
        return this.#frame(connection, incoming.frame);
      case "reply":
        return connection.text(incoming.text);
      case "nothing":
        return;
      case "bye":
        return this.#end(connection, null);
      case "wrong":
        return this.#end(connection, incoming.error);
      default:
        return incoming satisfies never;
    }
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    answerClose(socket, code);
    await this.#closed(socket);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.#closed(socket);
  }

  async #closed(socket: WebSocket): Promise<void> {
    const connection = this.#bySocket.get(socket);
    if (connection) await this.#release(connection);
  }

  override async alarm(): Promise<void> {
    this.#sweep.run();
  }

  async push(batch: FramesTo[]): Promise<string[]> {
    const unknown: string[] = [];
    for (const { connection: id, frames, order, close } of batch) {
      const connection = this.#connections.get(id);
      if (!connection) {
        unknown.push(id);
        continue;
      }
      for (const frame of frames) connection.send(frame, order);
      if (close) this.#forget(connection);
      if (close) connection.close(close);
    }
    return unknown;
  }

  async #frame(connection: Connection, frame: Uint8Array): Promise<void> {
    const { state } = connection;
    if (state.at === "live") return this.#forward(connection, state.owner, frame);
    if (state.at === "greeting") return this.#provision(connection, state, frame);
    if (state.received.length >= MAX_EARLY_FRAMES) return this.#end(connection, "ServerTooManyRequest");
    state.received.push(frame);
  }

  async #provision(connection: Connection, before: Greeting, bytes: Uint8Array): Promise<void> {
    const received: Uint8Array[] = [];
    const waiting: Uint8Array[] = [];
    connection.state = { at: "provision", waiting, received };
    const outcome = await this.#login(connection, bytes);
    if (!this.#connections.has(connection.id)) return;
    if ("error" in outcome) {
      connection.state = { ...before, refused: before.refused || isFinal(outcome.error) };
      connection.save();
      this.#sweep.arm(connection);
      connection.sendNow(refusal(outcome.error, outcome.reason));
    } else {
      connection.state = { at: "live", owner: outcome };
      connection.save();
      this.#sweep.disarm(connection);
      connection.sendNow(provisionFrame({ status: OK, xid: { uid: outcome.uid, deviceSN: outcome.sn } }));
      for (const frame of waiting) connection.sendNow(frame);
    }
    for (const frame of received) await this.#frame(connection, frame);
  }

  async #login(connection: Connection, bytes: Uint8Array): Promise<Owner | { error: ErrorName; reason?: string }> {
    try {
      const request = readProvision(bytes);
      const claims = await verifyToken(this.env.DB, request.token, Date.now());
      const app = await loadApp(this.env.DB, claims.app, Date.now());
      takeLoginFrom(connection.address, { env: this.env, nowMs: Date.now() }, app);
      const { uid, guid } = admitted(request, claims);
      const outcome = await hubStub(this.env, claims.app, uid).login({
        app: claims.app,
        uid,
        guid,
        platform: request.platform,
        userAgent: request.agent,
        gateway: this.ctx.id.name ?? "",
        connection: connection.id,
        token: markOf(claims),
      });
      if (!outcome.ok) return outcome;
      const owner = { app: claims.app, uid, sn: outcome.value.sn };
      // The client went away while it was logging in: nobody else would tell the hub.
      if (!this.#connections.has(connection.id)) await this.#tellGone(connection.id, owner);
      return owner;
    } catch (error) {
      if (error instanceof OrioleError) return { error: error.error, reason: error.message };
      logError("gateway.login_failed", error, { gateway: this.ctx.id.name });
      return { error: "ServerNeedRetry" };
    }
  }

  #forward(connection: Connection, owner: Owner, frame: Uint8Array): void {
    const name = hubName(owner.app, owner.uid);
    let queue = this.#hubs.get(name);
    if (!queue) {
      queue = new BatchQueue<FrameFrom>((frames) => this.#carry(name, frames), {
        limit: 256,
        giveUpAfter: 4,
        onGiveUp: (frames, error) => this.#lost(frames, error),
        onIdle: () => this.#hubs.delete(name),
      });
      this.#hubs.set(name, queue);
    }
    queue.push({ uid: owner.uid, sn: owner.sn, connection: connection.id, frame });
  }

  /** A hub that could not reach this object for a while has given these connections up: their clients log in again. */
  async #carry(hub: string, frames: FrameFrom[]): Promise<void> {
    const unknown = await hubStubNamed(this.env, hub).receive(frames);
    for (const id of unknown ?? []) {
      const connection = this.#connections.get(id);
      if (connection) this.#end(connection, "ServerNeedReconnected");
    }
  }

  /** Frames that the hub never took: their clients must not wait for answers, so they connect again. */
  #lost(frames: FrameFrom[], error: unknown): void {
    logError("gateway.hub_unreachable", error, { gateway: this.ctx.id.name });
    for (const id of new Set(frames.map(({ connection }) => connection))) {
      const connection = this.#connections.get(id);
      if (connection) this.#end(connection, "ServerNeedReconnected");
    }
  }

  #hold(connection: Connection): void {
    this.#connections.set(connection.id, connection);
    this.#bySocket.set(connection.socket, connection);
  }

  #forget(connection: Connection): void {
    connection.end();
    this.#sweep.disarm(connection);
    this.#connections.delete(connection.id);
    this.#bySocket.delete(connection.socket);
  }

  /** Closes from our side. */
  #end(connection: Connection, error: ErrorName | null): void {
    connection.close(error);
    this.ctx.waitUntil(this.#release(connection));
  }

  async #release(connection: Connection): Promise<void> {
    this.#forget(connection);
    if (connection.state.at === "live") await this.#tellGone(connection.id, connection.state.owner);
  }

  async #tellGone(connection: string, { app, uid }: Owner): Promise<void> {
    try {
      await hubStub(this.env, app, uid).disconnected([{ uid, connection }]);
    } catch (error) {
      // The hub finds out with its next push.
      logError("gateway.goodbye_failed", error, { gateway: this.ctx.id.name });
    }
  }
}

/** Before login every answer is a PROVISION reply, except to what was no PROVISION ([LOGIN-4]). */
function refusal(error: ErrorName, reason?: string): Uint8Array {
  if (error === "UserNotLogin") return refusalFrame(error, reason);
  return provisionFrame({ status: statusOf(error, reason), xid: { uid: 0, deviceSN: 0 } });
}
