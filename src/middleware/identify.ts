/** Who calls: the app, and the user or admin behind the token. */

import { type App, loadApp, requireServing } from "../../durable-objects/access/app";
import { takeCall } from "../../durable-objects/access/request-rates";
import { type Claims, verifyToken } from "../../durable-objects/access/token";
import { OrioleError } from "../../protocol/errors";
import { type Caller, requireRight } from "../authorisation";
import type { Access, Call, Callers, Identify } from "../operation";
import { id } from "../parameters";
import { requireCurrent, requirePresence, requireStanding } from "../services/user-standing";

export function identifier(call: Call): Identify {
  return {
    none: async () => call,
    app: async () => ({ ...call, app: await namedApp(call) }),
    user: () => onBehalfOfUser(call, "user"),
    delegate: () => onBehalfOfUser(call, "delegate"),
    holder: () => tokenHolder(call, "holder"),
    admin: () => tokenHolder(call, "admin"),
  };
}

/** A credential comes as a header, or as a query parameter where the caller cannot set headers (images, plain links). */
export function credential(request: Request, name: "access-token" | "app_id"): string | null {
  return request.headers.get(name) ?? new URL(request.url).searchParams.get(name);
}

/** Whether a call that needs no token comes with an admin token of its app. Any other token may come along and is not looked at. */
export async function isByApp(call: Callers["app"]): Promise<boolean> {
  const token = credential(call.request, "access-token");
  if (!token) return false;
  try {
    const claims = await verifyToken(call.env.DB, token, call.nowMs);
    if (claims.role !== "admin" || claims.app !== call.app.id) return false;
    await requireCurrent(call.env, claims, call.nowMs);
    return true;
  } catch (thrown) {
    if (thrown instanceof OrioleError) return false;
    throw thrown;
  }
}

async function namedApp({ env, request, nowMs }: Call): Promise<App> {
  const appId = credential(request, "app_id");
  if (!appId) throw new OrioleError("ServerAppIdMissing");
  const app = await loadApp(env.DB, appId, nowMs);
  requireServing(app);
  takeCall({ env, request, nowMs }, app, null);
  return app;
}

async function onBehalfOfUser(call: Call, access: Access): Promise<Callers["user"]> {
  const { uid, ...holder } = await tokenHolder(call, access);
  if (uid === null) throw new Error(`access ${access} without a user`);
  return { ...holder, uid };
}

async function tokenHolder(call: Call, access: Access): Promise<Callers["holder"]> {
  const { env, request, nowMs } = call;
  const token = credential(request, "access-token");
  if (!token) {
    requireRight(access, "nobody");
    throw new OrioleError("MissingAccessToken");
  }
  const claims = await verifyToken(env.DB, token, nowMs);
  const appId = credential(request, "app_id");
  if (appId !== null && appId !== claims.app) throw new OrioleError("InvalidToken", "token belongs to another app");
  await requireCurrent(env, claims, nowMs);
  const uid = actingUser(claims, request);
  requireRight(access, callerOf(claims, uid));
  if (uid !== null) {
    // Being frozen binds the user. The app deletes it, looks at it and kicks its devices all the same.
    const requireThere = claims.role === "user" ? requireStanding : requirePresence;
    await requireThere(env, claims.app, uid, nowMs);
  }
  const app = await loadApp(env.DB, claims.app, nowMs);
  takeCall(call, app, claims.role === "user" ? claims.uid : null);
  return { ...call, app, uid, role: claims.role, claims };
}

function callerOf({ role }: Claims, uid: number | null): Caller {
  if (role === "user") return "user";
  return uid === null ? "app" : "delegate";
}

/** Only an admin token may name the user it acts as; with a user token the header is not looked at. */
function actingUser(claims: Claims, request: Request): number | null {
  if (claims.role === "user") return claims.uid;
  const header = request.headers.get("user_id");
  if (header === null) return null;
  const uid = id.safeParse(header);
  if (!uid.success) throw new OrioleError("InvalidRequestParameter", "invalid request parameter: header user_id");
  return uid.data;
}
