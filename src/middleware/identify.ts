/** Who calls: the app, and the user or admin behind the token. */

import { type App, loadApp, requireServing } from "../../durable-objects/access/app";
import { type Claims, verifyToken } from "../../durable-objects/access/token";
import { OrioleError } from "../../protocol/errors";
import type { Call, Callers, Identify } from "../operation";
import { id } from "../parameters";
import { requireStanding } from "../services/user-standing";

export function identifier(call: Call): Identify {
  return {
    none: async () => call,
    app: async () => ({ ...call, app: await namedApp(call) }),
    user: async () => {
      const holder = await tokenHolder(call);
      if (holder.uid === null) throw new OrioleError("InvalidRequestParameter", "header user_id missing");
      return { ...call, app: holder.app, uid: holder.uid };
    },
    holder: () => tokenHolder(call),
    admin: async () => {
      const holder = await tokenHolder(call);
      if (holder.role !== "admin") throw new OrioleError("UserPermissionDenied");
      return { ...call, app: holder.app };
    },
  };
}

/** A credential comes as a header, or as a query parameter where the caller cannot set headers (images, plain links). */
export function credential(request: Request, name: "access-token" | "app_id"): string | null {
  return request.headers.get(name) ?? new URL(request.url).searchParams.get(name);
}

async function namedApp({ env, request, nowMs }: Call): Promise<App> {
  const appId = credential(request, "app_id");
  if (!appId) throw new OrioleError("ServerAppIdMissing");
  const app = await loadApp(env.DB, appId, nowMs);
  requireServing(app);
  return app;
}

async function tokenHolder(call: Call): Promise<Callers["holder"]> {
  const { env, request, nowMs } = call;
  const token = credential(request, "access-token");
  if (!token) throw new OrioleError("MissingAccessToken");
  const claims = await verifyToken(env.DB, token, nowMs);
  const appId = credential(request, "app_id");
  if (appId !== null && appId !== claims.app) throw new OrioleError("InvalidToken", "token belongs to another app");
  const uid = actingUser(claims, request);
  if (uid !== null) await requireStanding(env.DB, claims.app, uid, nowMs);
  return { ...call, app: await loadApp(env.DB, claims.app, nowMs), uid, role: claims.role };
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
