/** From one device to another: a secret under a code, and logging in by a QR code. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type Operation, operation } from "../operation";
import { asNumber, done, text } from "../parameters";
import { claim, leave, look, take } from "../services/handover";
import { ONE_TIME } from "../services/login";
import { publicOrigin } from "../services/public-origin";
import { findUser } from "../store/users";

const MAX_SECRET_S = 24 * 3600;
const QR_MS = 3 * 60_000;
const LOGIN_MS = 60_000;

const code = text(128).min(1);

export const handoverOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/app/secret_info",
    access: "app",
    summary: "Leave a text under a code, for a while",
    input: z.object({
      secret_text: text(4096).min(1),
      expire_seconds: z.preprocess(asNumber, z.int().min(1).max(MAX_SECRET_S)).default(300),
    }),
    output: z.object({ data: z.object({ code: z.string() }) }),
    async handler({ env, app, nowMs }, { secret_text, expire_seconds }) {
      const times = { nowMs, untilMs: nowMs + expire_seconds * 1000 };
      return { data: { code: await leave(env.DB, app.id, { kind: "secret", secret: secret_text }, times) } };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/app/secret_info",
    access: "app",
    summary: "The text under a code, once",
    input: z.object({ code }),
    output: z.object({ data: z.object({ secret_text: z.string() }) }),
    async handler({ env, app, nowMs }, input) {
      const found = await take(env.DB, app.id, "secret", input.code, nowMs);
      if (!found) throw new OrioleError("InvalidVerificationCode");
      return { data: { secret_text: found.secret } };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/app/qr_code",
    access: "app",
    summary: "A code that a device which is logged in may confirm",
    input: z.object({}),
    output: z.object({ data: z.object({ qr_code: z.string(), url: z.string(), expired: z.int() }) }),
    async handler({ env, app, request, nowMs }) {
      const untilMs = nowMs + QR_MS;
      const qr_code = await leave(env.DB, app.id, { kind: "qr" }, { nowMs, untilMs });
      const url = new URL(`/app/qr_login?qr_code=${qr_code}`, publicOrigin(request));
      return { data: { qr_code, url: url.href, expired: untilMs } };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/app/qr_login",
    access: "user",
    summary: "Let the device that shows the code log in as the caller",
    input: z.object({ qr_code: code }),
    output: done,
    async handler({ env, app, uid, nowMs }, { qr_code }) {
      if (!(await claim(env.DB, app.id, "qr", qr_code, uid, nowMs))) throw new OrioleError("InvalidVerificationCode");
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/app/qr_login",
    access: "app",
    summary: "Whether the code was confirmed: then a name and a password that logs in once",
    input: z.object({ qr_code: code }),
    output: z.object({ data: z.object({ username: z.string().optional(), password: z.string().optional() }) }),
    async handler({ env, app, nowMs }, { qr_code }) {
      const waiting = await look(env.DB, app.id, "qr", qr_code, nowMs);
      if (!waiting) throw new OrioleError("InvalidVerificationCode");
      if (waiting.uid === 0) return { data: {} };
      const user = await findUser(env.DB, app.id, waiting.uid);
      if (!user || !(await take(env.DB, app.id, "qr", qr_code, nowMs)))
        throw new OrioleError("InvalidVerificationCode");
      const ticket = await leave(
        env.DB,
        app.id,
        { kind: "login", uid: user.uid },
        { nowMs, untilMs: nowMs + LOGIN_MS },
      );
      return { data: { username: user.username, password: ONE_TIME + ticket } };
    },
  }),
];
