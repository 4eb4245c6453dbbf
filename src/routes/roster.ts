/** Rosters: friends, and how others look to the caller. */

import { z } from "zod";
import { type Operation, operation } from "../operation";
import { cursor, ids, limit } from "../parameters";
import { readUserSettings } from "../services/user-settings";
import { friends, RELATION, rosterItems } from "../store/rosters";

const itemShape = z.object({
  user_id: z.int(),
  username: z.string(),
  nick_name: z.string(),
  avatar: z.string(),
  description: z.string(),
  public_info: z.string(),
  alias: z.string(),
  ext: z.string(),
  relation: z.int(),
  mute_notification: z.boolean(),
  auth_mode: z.int(),
  auth_question: z.string(),
});

export const rosterOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/roster/list",
    access: "user",
    summary: "Ids of the caller's friends",
    // Existing clients send no limit and never ask for a second page, so the first one is large.
    input: z.object({ cursor, limit: limit(10_000, 10_000) }),
    output: z.object({ data: z.array(z.int()), cursor: z.string().optional() }),
    async handler({ env, app, uid }, input) {
      // One more than asked for tells whether there is a next page.
      const found = await friends(env.DB, app.id, uid, input.cursor, input.limit + 1);
      const page = found.slice(0, input.limit);
      return { data: page, ...(found.length > page.length ? { cursor: String(page.at(-1)) } : {}) };
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
      const items = await rosterItems(env.DB, app.id, uid, input.list);
      return {
        data: items.map((item) => {
          const { auth_mode, auth_question } = readUserSettings(item.settings);
          return {
            user_id: item.uid,
            username: item.username,
            nick_name: item.nickName,
            avatar: item.avatar,
            description: item.description,
            public_info: item.publicInfo,
            alias: item.alias ?? "",
            ext: item.ext ?? "",
            relation: item.relation ?? RELATION.stranger,
            mute_notification: item.muteNotification ?? false,
            auth_mode,
            auth_question,
          };
        }),
      };
    },
  }),
];
