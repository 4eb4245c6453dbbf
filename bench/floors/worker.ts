/**
 * The two floors: what workerd itself can do, and what a developer would write by hand on it. They run under the options
 * of the real server, so the objects carry the class names that those options bind.
 *
 * `/bare/{room}` and `/naive/{room}`; the room's first word says what a bare object does: echo, broadcast or greet.
 */

import { DurableObject } from "cloudflare:workers";

interface Env {
  CONVERSATION: DurableObjectNamespace;
  HUB: DurableObjectNamespace;
}

abstract class Room extends DurableObject<Env> {
  override async fetch(): Promise<Response> {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    this.joined(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  protected joined(_socket: WebSocket): void {}
}

const GREETING = new Uint8Array(16);

/** Stores nothing. */
class Bare extends Room {
  readonly #mode = (this.ctx.id.name ?? "").split("-")[0];
  readonly #sockets = new Set(this.ctx.getWebSockets());

  protected override joined(socket: WebSocket): void {
    this.#sockets.add(socket);
    if (this.#mode === "greet") socket.send(GREETING);
  }

  override async webSocketMessage(socket: WebSocket, frame: ArrayBuffer): Promise<void> {
    if (this.#mode === "echo") return socket.send(frame);
    for (const each of this.#sockets) each.send(frame);
  }

  override async webSocketClose(socket: WebSocket): Promise<void> {
    this.#sockets.delete(socket);
  }
}

/** A frame up is a text that begins with its id; a frame down is `type`, the place in the log, and the text or the id. */
const MESSAGE = 1;
const ACK = 2;
const ID_BYTES = 16;

/** One insert a message; the output gate holds relay and ack until it is on disk. */
class Naive extends Room {
  readonly #sql = this.ctx.storage.sql;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS message (seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, text TEXT NOT NULL)",
    );
  }

  override async webSocketMessage(socket: WebSocket, frame: ArrayBuffer): Promise<void> {
    const text = new TextDecoder().decode(frame);
    const { seq } = this.#sql
      .exec<{ seq: number }>("INSERT INTO message (time, text) VALUES (?, ?) RETURNING seq", Date.now(), text)
      .one();
    const relayed = down(MESSAGE, seq, new Uint8Array(frame));
    for (const other of this.ctx.getWebSockets()) if (other !== socket) other.send(relayed);
    socket.send(down(ACK, seq, new Uint8Array(frame, 0, ID_BYTES)));
  }
}

function down(type: number, seq: number, rest: Uint8Array): Uint8Array {
  const frame = new Uint8Array(9 + rest.byteLength);
  frame[0] = type;
  new DataView(frame.buffer).setFloat64(1, seq);
  frame.set(rest, 9);
  return frame;
}

/** Bound and not used. */
class Unused extends DurableObject<Env> {}

export { Bare as ConversationDO, Naive as HubDO, Unused as ArchiverDO, Unused as BroadcastDO, Unused as GatewayDO };

export default {
  async fetch(request, env) {
    const [, floor, room = ""] = new URL(request.url).pathname.split("/");
    const namespace = floor === "bare" ? env.CONVERSATION : env.HUB;
    return namespace.getByName(room).fetch(request);
  },
} satisfies ExportedHandler<Env>;
