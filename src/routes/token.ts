/** Tokens: the three ways to log in. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type Callers, type Operation, operation } from "../operation";
import { deviceGuid, id, text } from "../parameters";
import { logIn } from "../services/login";
import type { LoginName } from "../store/users";

const password = text(1024).min(1);

/** The encryption fields of the original are left out: nothing is encrypted with them here. */
const output = z.object({ data: z.object({ token: z.string(), user_id: z.int(), expire: z.int() }) });

async function answer(
  { env, app, nowMs }: Callers["app"],
  login: LoginName,
  input: { password: string; device_guid?: string | undefined },
) {
  const secret = { password: input.password, guid: input.device_guid ?? null };
  const { uid, token, expiresMs } = await logIn(env.DB, app, login, secret, nowMs);
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
      mobile: text(32).optional(),
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
];
