/** The four ways in by WebSocket (docs/PROTOCOL.md, TR-1 to TR-6): checked here, held by objects. */

import { loadApp } from "../../durable-objects/access/app";
import { takeLogin, takeSocket } from "../../durable-objects/access/request-rates";
import { verifyToken } from "../../durable-objects/access/token";
import { markHeaders } from "../../durable-objects/access/token-mark";
import { conversationStub, type Env, gatewayName, gatewayStub, hubStub } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { conversationName, conversationOf } from "../../protocol/ids";
import { deviceGuid as guidShape, id, whole } from "../parameters";
import { forwarded, offeredProtocols, refuseSocket } from "../services/socket-upgrade";

const WEB = 6;

/** The socket for an upgrade request, or null when no transport lives at its path. The response is an object's own: its headers must stay as they are. */
export async function openSocket(request: Request, env: Env): Promise<Response | null> {
  const url = new URL(request.url);
  const conversation = /^\/xsync\/conversations\/(\d+)$/.exec(url.pathname)?.[1];
  if (url.pathname === "/xsync") return orRefusal(request, () => openInbox(request, url, env));
  if (conversation !== undefined) return orRefusal(request, () => openDirect(request, url, env, conversation));
  if (url.pathname === "/") return orRefusal(request, () => openGateway(request, env));
  if (isSocketIo(url)) return orTooMany(() => openGateway(request, env));
  return null;
}

async function orRefusal(request: Request, open: () => Promise<Response>): Promise<Response> {
  try {
    return await open();
  } catch (thrown) {
    return refuseSocket(request, thrown);
  }
}

/** [RATE-4] Engine.IO's clients read the status of a failed upgrade as a failed transport and come back later. */
async function orTooMany(open: () => Promise<Response>): Promise<Response> {
  try {
    return await open();
  } catch (thrown) {
    if (!(thrown instanceof OrioleError)) throw thrown;
    const seconds = Math.ceil((thrown.retryAfterMs ?? 1_000) / 1000);
    return new Response(thrown.message, { status: 429, headers: { "retry-after": String(seconds) } });
  }
}

/** [TR-1] The user's inbox. */
async function openInbox(request: Request, url: URL, env: Env): Promise<Response> {
  const claims = await userClaims(request, env);
  const guid = deviceGuid(claims.guid, url.searchParams.get("guid"));
  const headers = {
    "x-oriole-app": claims.app,
    "x-oriole-uid": String(claims.uid),
    "x-oriole-guid": guid,
    "x-oriole-platform": String(numberParameter(url, "platform") ?? WEB),
    "x-oriole-agent": headerText(url.searchParams.get("agent") ?? ""),
    ...markHeaders(claims),
  };
  return hubStub(env, claims.app, claims.uid).fetch(forwarded(request, headers));
}

/** [TR-2] One conversation. */
async function openDirect(request: Request, url: URL, env: Env, xid: string): Promise<Response> {
  const claims = await userClaims(request, env);
  const opposite = id.safeParse(xid);
  const sn = numberParameter(url, "sn");
  const after = numberParameter(url, "after");
  if (!opposite.success || sn === null) throw new OrioleError("InvalidParam", "conversation id or sn not valid");
  const name = conversationName(claims.app, conversationOf(claims.uid, opposite.data));
  const headers = {
    "x-oriole-name": name,
    "x-oriole-app": claims.app,
    "x-oriole-uid": String(claims.uid),
    "x-oriole-sn": String(sn),
    ...(after === null ? {} : { "x-oriole-after": String(after) }),
    ...markHeaders(claims),
  };
  return conversationStub(env, name).fetch(forwarded(request, headers));
}

/** [TR-3], [TR-4] A client that names its user only after it has connected. */
async function openGateway(request: Request, env: Env): Promise<Response> {
  takeSocket({ env, request, nowMs: Date.now() });
  return gatewayStub(env, gatewayName(Math.floor(Math.random() * Number(env.GATEWAYS)))).fetch(request);
}

export function isSocketIo(url: URL): boolean {
  const { searchParams, pathname } = url;
  const path = pathname === "/socket.io/" || pathname === "/socket.io";
  return path && searchParams.get("EIO") === "3" && searchParams.get("transport") === "websocket";
}

async function userClaims(request: Request, env: Env) {
  const token = offeredProtocols(request).find((protocol) => protocol.startsWith("token."));
  if (token === undefined) throw new OrioleError("MissingAccessToken");
  const claims = await verifyToken(env.DB, token.slice("token.".length), Date.now());
  takeLogin({ env, request, nowMs: Date.now() }, await loadApp(env.DB, claims.app, Date.now()));
  if (claims.role !== "user") throw new OrioleError("UserPermissionDenied", "an admin token opens no socket");
  return claims;
}

/** A token issued to a device serves no other; one without a device leaves the choice to the client. */
function deviceGuid(bound: string | null, named: string | null): string {
  if (bound !== null && named && named !== bound) throw new OrioleError("DeviceGuidConflict");
  const guid = guidShape.safeParse(bound ?? named);
  if (!guid.success) throw new OrioleError("InvalidParam", "guid missing or not valid");
  return guid.data;
}

/** Free text as a header takes it: printable ASCII. */
function headerText(text: string): string {
  return text.slice(0, 512).replace(/[^\x20-\x7e]/g, "?");
}

function numberParameter(url: URL, name: string): number | null {
  const text = url.searchParams.get(name);
  if (text === null) return null;
  const value = whole.safeParse(text);
  if (!value.success || value.data < 0) throw new OrioleError("InvalidParam", `${name} is not a number`);
  return value.data;
}
