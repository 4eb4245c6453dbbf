/** Becoming friends, ceasing to be, blocking, and what one calls a friend. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type Callers, type Operation, operation } from "../operation";
import { cursor, done, flag, id, ids, limit, text } from "../parameters";
import { acceptRequest, makeFriends, requestFriend } from "../services/friend-request";
import { notify, rosterNotice, toBoth } from "../services/notices";
import { finishRelations, newChange, tellRelation } from "../services/relation";
import { applicationsTo, declineApplication, remark, setBlocked, unfriend } from "../store/friendships";
import { existingUsers } from "../store/users";

const MAX_BATCH = 100;

const reason = text(1024).default("");
const alias = text(128).default("");

async function requireUser({ env, app, uid }: Callers["user"], other: number): Promise<void> {
  if (other === uid) throw new OrioleError("InvalidRequestParameter", "invalid request parameter: user_id: yourself");
  if (!(await existingUsers(env.DB, app.id, [other])).has(other)) throw new OrioleError("UserNotExist");
}

async function block(caller: Callers["user"], other: number, blocked: boolean) {
  const { env, app, uid, nowMs } = caller;
  // The block of a user who was removed since can be lifted.
  if (blocked) await requireUser(caller, other);
  await finishRelations(env, app.id, uid);
  const change = newChange(nowMs);
  if (!(await setBlocked(env.DB, app.id, uid, other, blocked, change))) {
    if (blocked) throw new OrioleError("RosterBlockListExist");
    await requireUser(caller, other);
    return { data: true };
  }
  const told = [rosterNotice(uid, blocked ? "BLOCKED" : "UNBLOCKED", { from: uid, to: other })];
  await tellRelation(env, app.id, uid, [{ friend: other, mark: change.mark }], told);
  return { data: true };
}

export const rosterChangeOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/roster/apply",
    access: "user",
    summary: "Ask a user to be friends, or become friends at once where the user lets everybody in",
    input: z.object({ user_id: id, reason, alias, auth_answer: text(512).default("") }),
    output: done,
    async handler(caller, input) {
      await finishRelations(caller.env, caller.app.id, caller.uid);
      const { user_id, auth_answer } = input;
      await requestFriend(caller, { to: user_id, reason: input.reason, alias: input.alias, answer: auth_answer });
      return { data: true };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/roster/apply/batch",
    access: "user",
    summary: "Ask several users to be friends",
    bareBody: "list",
    input: z.object({
      list: z
        .array(z.object({ user_id: id, reason, alias }))
        .min(1)
        .max(MAX_BATCH),
    }),
    output: z.object({
      data: z.object({
        success: z.array(z.int()),
        fails: z.array(z.object({ user_id: z.int(), reason: z.string() })),
      }),
    }),
    async handler(caller, input) {
      await finishRelations(caller.env, caller.app.id, caller.uid);
      const success: number[] = [];
      const fails: { user_id: number; reason: string }[] = [];
      for (const { user_id, ...request } of input.list) {
        try {
          await requestFriend(caller, { ...request, to: user_id, answer: "" });
          success.push(user_id);
        } catch (error) {
          if (!(error instanceof OrioleError)) throw error;
          fails.push({ user_id, reason: error.message });
        }
      }
      return { data: { success, fails } };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/roster/apply/list",
    access: "user",
    summary: "Who asked the caller to be friends",
    input: z.object({ cursor, limit: limit(1000, 1000) }),
    output: z.object({
      data: z.array(z.object({ user_id: z.int(), reason: z.string(), status: z.int(), expired_time: z.int() })),
      cursor: z.string().optional(),
      version: z.int(),
    }),
    async handler({ env, app, uid }, input) {
      const all = await applicationsTo(env.DB, app.id, uid, input.cursor, input.limit + 1);
      const page = all.slice(0, input.limit);
      return {
        data: page.map(({ applicant, reason, status, expiredTime }) => {
          return { user_id: applicant, reason, status, expired_time: expiredTime };
        }),
        version: Math.max(0, ...page.map(({ updatedAt }) => updatedAt)),
        ...(all.length > page.length ? { cursor: String(page.at(-1)?.applicant) } : {}),
      };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/roster/accept",
    access: "user",
    summary: "Say yes to who asked",
    input: z.object({ user_id: id }),
    output: done,
    async handler(caller, { user_id }) {
      await finishRelations(caller.env, caller.app.id, caller.uid);
      await acceptRequest(caller, user_id);
      return { data: true };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/roster/decline",
    access: "user",
    summary: "Say no to who asked",
    input: z.object({ user_id: id, reason }),
    output: done,
    async handler({ env, app, uid, nowMs }, input) {
      const declined = await declineApplication(env.DB, app.id, uid, input.user_id, nowMs);
      if (!declined) throw new OrioleError("AnswerFailed");
      await notify(env, app.id, toBoth("DECLINED", uid, input.user_id, input.reason));
      return { data: true };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/roster/delete",
    access: "user",
    summary: "End a friendship, on both sides",
    input: z.object({ user_id: id }),
    output: done,
    async handler({ env, app, uid, nowMs }, { user_id }) {
      await finishRelations(env, app.id, uid);
      const change = newChange(nowMs);
      if (!(await unfriend(env.DB, app.id, uid, user_id, change))) throw new OrioleError("RosterNotFriend");
      const untold = { friend: user_id, mark: change.mark };
      await tellRelation(env, app.id, uid, [untold], toBoth("REMOVED", uid, user_id));
      return { data: true };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/roster/block",
    access: "user",
    summary: "Let a user write to the caller no more",
    input: z.object({ user_id: id }),
    output: done,
    handler: (caller, { user_id }) => block(caller, user_id, true),
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/roster/unblock",
    access: "user",
    summary: "Lift a block; the two are again what they were",
    input: z.object({ user_id: id }),
    output: done,
    handler: (caller, { user_id }) => block(caller, user_id, false),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/roster/ext",
    access: "user",
    summary: "What the caller calls a user, notes of it, and whether it may disturb",
    input: z.object({
      user_id: id,
      alias: text(128).optional(),
      ext: text(4096).optional(),
      mute_notification: flag.optional(),
    }),
    output: done,
    async handler(caller, { user_id, ...changes }) {
      const { env, app, uid, nowMs } = caller;
      await requireUser(caller, user_id);
      const { alias, ext, mute_notification: muteNotification } = changes;
      await remark(env.DB, app.id, uid, user_id, { alias, ext, muteNotification }, nowMs);
      const parties = { from: uid, to: user_id };
      const mute = muteNotification === undefined ? [] : [muteNotification ? ("MUTED" as const) : ("UNMUTED" as const)];
      await notify(env, app.id, [
        rosterNotice(uid, "INFO_UPDATED", { ...parties, content: JSON.stringify(changes) }),
        ...mute.map((event) => rosterNotice(uid, event, parties)),
      ]);
      return { data: true };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/user/add_roster",
    access: "delegate",
    summary: "Make a user friends with others, without asking them",
    input: z.object({ list: ids(500, 1) }),
    output: done,
    async handler(caller, { list }) {
      await finishRelations(caller.env, caller.app.id, caller.uid);
      const others = [...new Set(list)].filter((other) => other !== caller.uid);
      const known = await existingUsers(caller.env.DB, caller.app.id, others);
      const unknown = others.find((other) => !known.has(other));
      if (unknown !== undefined) throw new OrioleError("UserNotExist", `no such user: ${unknown}`);
      if (others.length > 0) await makeFriends(caller, others);
      return { data: true };
    },
  }),
];
