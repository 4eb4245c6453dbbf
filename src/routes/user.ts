/** Registering users. */

import { z } from "zod";
import { takeLogin } from "../../durable-objects/access/request-rates";
import { OrioleError } from "../../protocol/errors";
import { type Callers, type Operation, operation } from "../operation";
import { deviceGuid, text } from "../parameters";
import { registerUser } from "../services/register";
import { readUserSettings, userSettingsShape } from "../services/user-settings";
import { usernameProblem } from "../services/username";
import { isAliasTaken, setAlias } from "../store/push";
import { lookUp, patchSettings, removeUser } from "../store/users";

const password = text(1024).min(1);

/** A hash takes some 9 ms of a thread that all chats share. */
const MAX_BATCH = 50;

async function openRegister(caller: Callers["app"], credentials: { username: string; password: string }) {
  const { env, app, nowMs } = caller;
  takeLogin(caller, app);
  if (!app.settings.open_register) throw new OrioleError("ServerNotAllowOpenRegister");
  return registerUser(env, app, credentials, nowMs);
}

/** A name and a password that nobody chose. */
function randomText(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return prefix + Array.from(bytes, (byte) => byte.toString(36).padStart(2, "0")).join("");
}

export const userOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/user/register/v2",
    access: "app",
    summary: "Register a user",
    input: z.object({ username: z.string(), password }),
    output: z.object({ data: userSettingsShape }),
    async handler(caller, input) {
      const uid = await openRegister(caller, input);
      return { data: { ...readUserSettings("{}"), id: uid, user_id: uid } };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/user/register/push",
    access: "app",
    summary: "Register a user, with where its pushes go",
    input: z.object({
      username: z.string(),
      password,
      alias: text(128).default(""),
      push_token: text(4096).default(""),
      device_guid: deviceGuid.optional(),
      sign: text(1024).optional(),
    }),
    output: z.object({ data: userSettingsShape }),
    async handler(caller, { username, password, alias, push_token }) {
      const { env, app } = caller;
      if (alias && (await isAliasTaken(env.DB, app.id, alias))) throw new OrioleError("PushAliasBindByOtherUser");
      const uid = await openRegister(caller, { username, password });
      await patchSettings(env.DB, app.id, uid, { push_token });
      if (alias && !(await setAlias(env.DB, app.id, uid, alias))) {
        // Somebody took it in this very moment: the user must not stay without it.
        await removeUser(env.DB, app.id, uid);
        throw new OrioleError("PushAliasBindByOtherUser");
      }
      return { data: { ...readUserSettings("{}"), push_token, id: uid, user_id: uid } };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/user/register/anonymous",
    access: "app",
    summary: "Register a user under a name that is made up unless it is given",
    input: z.object({ username: z.string().optional(), password: password.optional(), cid: text(256).optional() }),
    output: z.object({ data: z.object({ user_id: z.int(), username: z.string(), password: z.string() }) }),
    async handler(caller, input) {
      const credentials = {
        username: input.username || randomText("guest_"),
        password: input.password ?? randomText(""),
      };
      const user_id = await openRegister(caller, credentials);
      return { data: { user_id, ...credentials } };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/user/register/batch",
    access: "admin",
    summary: "Register several users, also where registration is closed",
    input: z.object({
      list: z
        .array(z.object({ username: z.string(), password }))
        .min(1)
        .max(MAX_BATCH),
    }),
    output: z.object({
      data: z.array(z.object({ username: z.string(), user_id: z.int(), success: z.boolean(), reason: z.string() })),
    }),
    async handler({ env, app, nowMs }, { list }) {
      const data = [];
      for (const credentials of list) {
        const { username } = credentials;
        try {
          const user_id = await registerUser(env, app, credentials, nowMs);
          data.push({ username, user_id, success: true, reason: "" });
        } catch (error) {
          if (!(error instanceof OrioleError)) throw error;
          data.push({ username, user_id: 0, success: false, reason: error.message });
        }
      }
      return { data };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/app/user/name_check",
    access: "user",
    summary: "Whether a name may be taken",
    input: z.object({ username: z.string() }),
    output: z.object({ data: z.boolean() }),
    async handler({ env, app }, { username }) {
      const problem = usernameProblem(username);
      if (problem) throw new OrioleError("InvalidUserNameParameter", problem);
      if ((await lookUp(env.DB, app.id, { username })) !== null) throw new OrioleError("UserAlreadyExist");
      return { data: true };
    },
  }),
];
