/** Who is connected to this hub, rebuilt from the sockets and the gateway table whenever the object wakes. */

import { type ErrorName } from "../../protocol/errors";
import { BatchQueue } from "../batch-queue";
import { type Env, gatewayStub } from "../env";
import { logError } from "../log-event";
import type { FramesTo } from "../rpc";
import { SendBudget } from "../send-budget";
import { type Holder, type PlainSession, plainSession, type SdkSession, type Session, sdkSession } from "./session";

interface StoredSession extends Record<string, SqlStorageValue> {
  uid: number;
  connection: string;
  sn: number;
  gateway: string;
  jti: string;
}

/** How long rows of connections that are gone may stay: they go with the next login's, which is one write for both. */
const SWEEP_MS = 1_000;

export class Sessions {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  readonly #bySocket = new Map<WebSocket, SdkSession>();
  readonly #byConnection = new Map<string, PlainSession>();
  /** Their gateways by connection, of rows from before: a process that was killed took the connections along, and told nobody. */
  readonly #unsure = new Map<string, string>();
  readonly #gateways = new Map<string, BatchQueue<FramesTo>>();
  /** Connections that are gone and still have a row. If that outlasts this object's memory, the next push finds it out. */
  readonly #departed: [uid: number, connection: string][] = [];
  #sweep: ReturnType<typeof setTimeout> | null = null;
  /** Takes a session out of its mailbox once its connection turns out to be gone. */
  readonly #gone: (session: Session) => void;

  constructor(ctx: DurableObjectState, env: Env, gone: (session: Session) => void) {
    this.#ctx = ctx;
    this.#env = env;
    this.#gone = gone;
    for (const socket of ctx.getWebSockets()) {
      const who = attached(socket);
      if (who && socket.readyState === WebSocket.OPEN) this.#bySocket.set(socket, this.#sdk(who, socket));
    }
    for (const row of ctx.storage.sql.exec<StoredSession>("SELECT * FROM gateway_session")) {
      this.#byConnection.set(row.connection, this.#plain(row, true));
      this.#unsure.set(row.connection, row.gateway);
    }
  }

  all(): Session[] {
    return [...this.#bySocket.values(), ...this.#byConnection.values()];
  }

  /** Asks gateways which of these users' connections they still hold; once for each, and only if somebody wants to know. */
  async makeSure(uids: readonly number[]): Promise<void> {
    if (this.#unsure.size === 0) return;
    const meant = new Set(uids);
    const byGateway = new Map<string, string[]>();
    for (const [connection, gateway] of this.#unsure) {
      if (!meant.has(this.#byConnection.get(connection)?.uid ?? 0)) continue;
      byGateway.set(gateway, [...(byGateway.get(gateway) ?? []), connection]);
    }
    await Promise.all([...byGateway].map(([gateway, connections]) => this.#ask(gateway, connections)));
  }

  ofSocket(socket: WebSocket): SdkSession | null {
    return this.#bySocket.get(socket) ?? null;
  }

  ofConnection(connection: string): PlainSession | null {
    return this.#byConnection.get(connection) ?? null;
  }

  accept(socket: WebSocket, uid: number, sn: number, jti: string): SdkSession {
    this.#ctx.acceptWebSocket(socket);
    const holder = { uid, sn, jti };
    socket.serializeAttachment(holder);
    const session = this.#sdk(holder, socket);
    this.#bySocket.set(socket, session);
    return session;
  }

  /** A connection of a gateway; on disk, because the gateway's sockets outlive this object's memory. */
  connect(stored: StoredSession): PlainSession {
    const { uid, connection, sn, gateway, jti } = stored;
    const session = this.#plain(stored, false);
    this.#byConnection.set(connection, session);
    this.#unsure.delete(connection);
    // Before the row is written: a connection that logs in again may be among those that are gone.
    this.#sweepDeparted();
    this.#ctx.storage.sql.exec(
      "INSERT OR REPLACE INTO gateway_session (uid, connection, sn, gateway, jti) VALUES (?, ?, ?, ?, ?)",
      uid,
      connection,
      sn,
      gateway,
      jti,
    );
    return session;
  }

  forgetSocket(socket: WebSocket): SdkSession | null {
    const session = this.#bySocket.get(socket) ?? null;
    this.#bySocket.delete(socket);
    return session;
  }

  forgetConnection(connection: string): PlainSession | null {
    const session = this.#byConnection.get(connection) ?? null;
    if (!session) return null;
    this.#byConnection.delete(connection);
    this.#unsure.delete(connection);
    this.#departed.push([session.uid, connection]);
    this.#sweep ??= setTimeout(() => this.#sweepDeparted(), SWEEP_MS);
    return session;
  }

  #sweepDeparted(): void {
    if (this.#sweep) clearTimeout(this.#sweep);
    this.#sweep = null;
    if (this.#departed.length === 0) return;
    this.#ctx.storage.sql.exec(
      "DELETE FROM gateway_session WHERE (uid, connection) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))",
      JSON.stringify(this.#departed.splice(0)),
    );
  }

  /** Closes a session's connection and forgets it. */
  drop(session: Session, error: ErrorName): void {
    session.close(error);
    if (session.kind === "plain") this.forgetConnection(session.connection);
    else for (const [socket, known] of this.#bySocket) if (known === session) this.#bySocket.delete(socket);
  }

  #sdk(holder: Holder, socket: WebSocket): SdkSession {
    return sdkSession(holder, socket, this.#budget());
  }

  #plain({ connection, gateway, ...holder }: StoredSession, listed: boolean): PlainSession {
    return plainSession(holder, connection, this.#budget(), (to) => this.#queue(gateway).push(to), listed);
  }

  #budget(): SendBudget {
    return new SendBudget(Number(this.#env.SEND_RATE), Date.now());
  }

  #queue(gateway: string): BatchQueue<FramesTo> {
    let queue = this.#gateways.get(gateway);
    if (!queue) {
      queue = new BatchQueue<FramesTo>((batch) => this.#push(gateway, batch), {
        limit: 512,
        giveUpAfter: 4,
        // A gateway that is gone took its sockets with it: their clients come back by themselves.
        onGiveUp: (batch, error) => {
          logError("hub.gateway_unreachable", error, { gateway });
          for (const { connection } of batch) this.#lose(connection);
        },
        onIdle: () => this.#gateways.delete(gateway),
      });
      this.#gateways.set(gateway, queue);
    }
    return queue;
  }

  async #push(gateway: string, batch: FramesTo[]): Promise<void> {
    for (const connection of await gatewayStub(this.#env, gateway).push(batch)) this.#lose(connection);
  }

  async #ask(gateway: string, connections: string[]): Promise<void> {
    try {
      await this.#push(
        gateway,
        connections.map((connection) => ({ connection, frames: [] })),
      );
      for (const connection of connections) this.#unsure.delete(connection);
    } catch (error) {
      logError("hub.gateway_unreachable", error, { gateway });
    }
  }

  #lose(connection: string): void {
    const session = this.forgetConnection(connection);
    if (session) this.#gone(session);
  }
}

/** Never trust a hibernated attachment: an older version of this code may have written it. */
function attached(socket: WebSocket): Holder | null {
  const value: unknown = socket.deserializeAttachment();
  if (typeof value !== "object" || value === null || !("uid" in value) || !("sn" in value)) return null;
  return { uid: Number(value.uid), sn: Number(value.sn), jti: "jti" in value ? String(value.jti) : "" };
}
