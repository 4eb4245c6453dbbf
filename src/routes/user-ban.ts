/** Users who may send nothing in the whole app (docs/moderation.md, [BAN-1] to [BAN-4]). */

import { z } from "zod";
import { type Operation, operation } from "../operation";
import { banMinutes, cursor, done, ids, limit } from "../parameters";
import { ban } from "../services/ban";
import { pageOf } from "../services/page";
import { listBanned } from "../store/users";

const MAX_AT_ONCE = 200;

export const userBanOperations: Operation[] = [
  operation({
    methods: ["POST", "PUT"],
    path: "/user/ban",
    access: "admin",
    summary: "Let users send nothing for some minutes, or (-1) until it is undone",
    input: z.object({ list: ids(MAX_AT_ONCE, 1), duration: banMinutes }),
    output: done,
    async handler({ env, app, nowMs }, { list, duration }) {
      await ban(env, app.id, [...new Set(list)], duration === -1 ? -1 : nowMs + duration * 60_000);
      return { data: true };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/unban",
    access: "admin",
    summary: "Let users send again",
    input: z.object({ list: ids(MAX_AT_ONCE, 1) }),
    output: done,
    async handler({ env, app }, { list }) {
      await ban(env, app.id, [...new Set(list)], 0);
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/user/banned_list",
    access: "admin",
    summary: "Users who may send nothing, in the order of their ids; expired_time -1 is until it is undone",
    input: z.object({ cursor, limit: limit(100, 1_000) }),
    output: z.object({
      data: z.array(z.object({ user_id: z.int(), expired_time: z.int() })),
      cursor: z.string().optional(),
    }),
    async handler({ env, app, nowMs }, input) {
      const rows = await listBanned(env.DB, app.id, { after: input.cursor, limit: input.limit + 1, nowMs });
      const { data, cursor: next } = pageOf(
        rows,
        input.limit,
        ({ uid, bannedUntil }) => ({ user_id: uid, expired_time: bannedUntil }),
        ({ uid }) => String(uid),
      );
      return { data, ...(next === undefined ? {} : { cursor: next }) };
    },
  }),
];
