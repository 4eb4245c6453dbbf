/** Tokens: the three ways to log in. */

import { z } from "zod";
import { takeLogin } from "../../durable-objects/access/request-rates";
import { signToken, TOKEN_LIFETIME_MS, verifyToken } from "../../durable-objects/access/token";
import { OrioleError } from "../../protocol/errors";
import { isByApp } from "../middleware/identify";
import { type Callers, type Operation, operation } from "../operation";
import { asNumber, deviceGuid, done, id, text } from "../parameters";
import { logOutEverywhere } from "../services/account";
import { logIn } from "../services/login";
import { mobileOrNone } from "../services/mobile";
import { revokeToken } from "../services/revoke-token";
import type { LoginName } from "../store/login-failures";

const MAX_ADMIN_S = 366 * 24 * 3600;

const password = text(1024).min(1);

/** The encryption fields of the original are left out: nothing is encrypted with them here. */
const output = z.object({ data: z.object({ token: z.string(), user_id: z.int(), expire: z.int() }) });

async function answer(
  caller: Callers["app"],
  login: LoginName,
  input: { password: string; device_guid?: string | undefined },
) {
  const secret = { password: input.password, guid: input.device_guid ?? null };
  takeLogin(caller, caller.app);
  const { uid, token, expiresMs } = await logIn({ ...caller, byApp: await isByApp(caller) }, login, secret);
  return { data: { token, user_id: uid, expire: expiresMs } };
}

export const tokenOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/token/user",
    access: "app",
    summary: "Log in by username or mobile",
    input: z.object({
      name: text(128).optional(),
      mobile: mobileOrNone.optional(),
      password,
      device_guid: deviceGuid.optional(),
    }),
    output,
    handler(caller, input) {
      if (input.name) return answer(caller, { by: "username", name: input.name }, input);
      if (input.mobile) return answer(caller, { by: "mobile", name: input.mobile }, input);
      throw new OrioleError("InvalidRequestParameter", "invalid request parameter: name: required");
    },
  }),
  operation({
    methods: ["POST"],
    path: "/token/id",
    access: "app",
    summary: "Log in by user id",
    input: z.object({ user_id: id, password, device_guid: deviceGuid.optional() }),
    output,
    handler: (caller, input) => answer(caller, { by: "uid", uid: input.user_id }, input),
  }),
  operation({
    methods: ["POST"],
    path: "/token/login",
    access: "app",
    summary: "Log in by username, mobile or email",
    input: z.object({ login_name: text(128).min(1), password, device_guid: deviceGuid.optional() }),
    output,
    handler: (caller, input) => answer(caller, { by: "any", name: input.login_name }, input),
  }),
  operation({
    methods: ["POST"],
    path: "/token/admin",
    access: "admin",
    summary: "Another admin token of the app, for as long as is asked",
    input: z.object({
      expire_seconds: z.preprocess(asNumber, z.int().min(1).max(MAX_ADMIN_S)).default(TOKEN_LIFETIME_MS / 1000),
    }),
    output: z.object({ data: z.object({ token: z.string(), expire: z.int() }) }),
    async handler({ app, nowMs }, { expire_seconds }) {
      const holder = { uid: 0, guid: null, role: "admin" } as const;
      const { token, expiresMs } = await signToken(app, holder, nowMs, expire_seconds * 1000);
      return { data: { token, expire: expiresMs } };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/token/revoke",
    access: "holder",
    summary: "Take back a token: the caller's own, or (by the app) any of the app's, or all of a user's",
    input: z.object({ token: text(4096).optional(), user_id: id.optional() }),
    output: done,
    async handler({ env, app, uid, role, claims, nowMs }, input) {
      if (input.user_id !== undefined) {
        if (role === "user" && input.user_id !== uid) throw new OrioleError("UserPermissionDenied");
        await logOutEverywhere(env, app.id, input.user_id);
        return { data: true };
      }
      const named = input.token === undefined ? claims : await verifyToken(env.DB, input.token, nowMs);
      const own = named.role === claims.role && named.uid === claims.uid;
      if (named.app !== app.id) throw new OrioleError("InvalidToken", "token belongs to another app");
      if (role === "user" && !own) throw new OrioleError("UserPermissionDenied");
      await revokeToken(env, named, nowMs);
      return { data: true };
    },
  }),
];
