/** Rosters: friends, the blocked, and how others look to the caller. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type Callers, type Operation, operation } from "../operation";
import { cursor, id, ids, limit, text } from "../parameters";
import { mobile } from "../services/mobile";
import { chatRefusalBetween, finishRelations } from "../services/relation";
import { itemShape, itemView } from "../services/roster-item";
import { blockedBy, friends, rosterItems, rosterVersion } from "../store/rosters";
import { lookUp } from "../store/users";

const found = z.object({ data: itemShape });

async function oneItem({ env, app, uid }: Callers["user"], other: number | null) {
  const [item] = other === null ? [] : await rosterItems(env.DB, app.id, uid, [other]);
  if (!item) throw new OrioleError("UserNotExist");
  return { data: itemView(item) };
}

export const rosterOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/roster/list",
    access: "user",
    summary: "Ids of the caller's friends",
    // Existing clients send no limit and never ask for a second page, so the first one is large.
    input: z.object({ cursor, limit: limit(10_000, 10_000) }),
    output: z.object({ data: z.array(z.int()), cursor: z.string().optional(), version: z.int() }),
    async handler({ env, app, uid }, input) {
      await finishRelations(env, app.id, uid);
      // One more than asked for tells whether there is a next page.
      const [all, version] = await Promise.all([
        friends(env.DB, app.id, uid, input.cursor, input.limit + 1),
        rosterVersion(env.DB, app.id, uid),
      ]);
      const page = all.slice(0, input.limit);
      return { data: page, version, ...(all.length > page.length ? { cursor: String(page.at(-1)) } : {}) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/roster/list",
    access: "user",
    summary: "Users by id, friends and strangers alike, as the caller sees them",
    input: z.object({ list: ids(10_000).default([]) }),
    output: z.object({ data: z.array(itemShape) }),
    async handler({ env, app, uid }, input) {
      return { data: (await rosterItems(env.DB, app.id, uid, input.list)).map(itemView) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/roster/id",
    access: "user",
    summary: "The user of an id",
    input: z.object({ user_id: id }),
    output: found,
    handler: (caller, { user_id }) => oneItem(caller, user_id),
  }),
  operation({
    methods: ["GET"],
    path: "/roster/name",
    access: "user",
    summary: "The user of a name",
    input: z.object({ username: text(128).min(1) }),
    output: found,
    handler: async (caller, { username }) => oneItem(caller, await lookUp(caller.env.DB, caller.app.id, { username })),
  }),
  operation({
    methods: ["GET"],
    path: "/roster/mobile",
    access: "user",
    summary: "The user of a mobile number",
    input: z.object({ mobile }),
    output: found,
    handler: async (caller, { mobile }) => oneItem(caller, await lookUp(caller.env.DB, caller.app.id, { mobile })),
  }),
  operation({
    methods: ["GET"],
    path: "/roster/blocked_list",
    access: "user",
    summary: "Ids of the users the caller has blocked",
    input: z.object({}),
    output: z.object({ data: z.array(z.int()) }),
    handler: async ({ env, app, uid }) => ({ data: await blockedBy(env.DB, app.id, uid) }),
  }),
  operation({
    methods: ["GET"],
    path: "/roster/may_message",
    access: "holder",
    summary: "Whether one user may write to another; a user asks for itself",
    input: z.object({ user_id: id, roster_id: id }),
    output: z.object({ data: z.boolean() }),
    async handler({ env, app, uid, role }, { user_id, roster_id }) {
      if (role === "user" && user_id !== uid) throw new OrioleError("UserPermissionDenied");
      return { data: (await chatRefusalBetween(env, app, user_id, roster_id)) === null };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/user/rosters",
    access: "user",
    summary: "Friends by id and name",
    input: z.object({}),
    output: z.object({ data: z.array(z.object({ user_id: z.int(), name: z.string() })) }),
    async handler({ env, app, uid }) {
      const items = await rosterItems(env.DB, app.id, uid, await friends(env.DB, app.id, uid, 0, 10_000));
      return { data: items.map((item) => ({ user_id: item.uid, name: item.nickName || item.username })) };
    },
  }),
];
