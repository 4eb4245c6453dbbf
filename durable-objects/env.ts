/** The bindings of wrangler.toml, and the stubs behind them under the types of the RPC contract. */

import { hubName } from "../protocol/ids";
import type { ArchiverRpc, BroadcastRpc, ConversationRpc, GatewayRpc, HubRpc } from "./rpc";

export interface Env {
  DB: D1Database;
  FILES: R2Bucket;
  ASSETS: Fetcher;
  /** On a private server: derives keys from passwords where it holds up nobody (server/key-derivation.ts). */
  KEY_DERIVATION?: Fetcher;
  CONVERSATION: DurableObjectNamespace;
  HUB: DurableObjectNamespace;
  GATEWAY: DurableObjectNamespace;
  ARCHIVER: DurableObjectNamespace;
  BROADCAST: DurableObjectNamespace;
  /** Number of gateway objects. */
  GATEWAYS: string;
  /** Number of archiver objects an app has. */
  ARCHIVERS: string;
  /** How long a conversation where people answer each other waits for the next message before it stores that D1 has all, ms. */
  LINGER_MS: string;
  /** Messages a second that one device may send. */
  SEND_RATE: string;
  /** Header with the address of a client, from a proxy that is trusted; empty: there is none, and no limit by address. */
  IP_HEADER: string;
  /** Calls a second of an address, a user and an app, and logins of an address and an app; "0": no limit. */
  RATE_IP: string;
  RATE_USER: string;
  RATE_APP: string;
  LOGIN_RATE_IP: string;
  LOGIN_RATE_APP: string;
  /** "1": webhooks may go to http addresses as well. */
  WEBHOOK_HTTP: string;
}

/** An object that also takes upgrade requests. */
export type Reachable<Rpc> = Rpc & { fetch(request: Request): Promise<Response> };

// The namespaces are left untyped in Env: typing them would make this file import the objects, which import this file.
// These functions are the only places that state which contract a namespace speaks.

/** `name` is conversationName(app, conversation). */
export function conversationStub(env: Env, name: string): Reachable<ConversationRpc> {
  return env.CONVERSATION.getByName(name) as unknown as Reachable<ConversationRpc>;
}

/** The hub that holds this user's inbox. */
export function hubStub(env: Env, app: string, uid: number): Reachable<HubRpc> {
  return hubStubNamed(env, hubName(app, uid));
}

/** `name` is hubName(app, uid): for callers that have grouped users by hub already. */
export function hubStubNamed(env: Env, name: string): Reachable<HubRpc> {
  return env.HUB.getByName(name) as unknown as Reachable<HubRpc>;
}

/** `name` is gatewayName(n). */
export function gatewayStub(env: Env, name: string): Reachable<GatewayRpc> {
  return env.GATEWAY.getByName(name) as unknown as Reachable<GatewayRpc>;
}

/** The archiver of a conversation, by its slot. */
export function archiverStub(env: Env, app: string, slot: number): ArchiverRpc {
  return env.ARCHIVER.getByName(`${app}:${slot % Number(env.ARCHIVERS)}`) as unknown as ArchiverRpc;
}

/** The object that carries out an app's broadcasts. */
export function broadcastStub(env: Env, app: string): BroadcastRpc {
  return env.BROADCAST.getByName(app) as unknown as BroadcastRpc;
}

export function gatewayName(index: number): string {
  return `gateway:${index}`;
}
