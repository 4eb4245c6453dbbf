/** How pushes address a user. Stored for a push service; this server sends none itself. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type Operation, operation } from "../operation";
import { asNumber, done, text } from "../parameters";
import { readUserSettings } from "../services/user-settings";
import { addTags, removeTags, setAlias, setBadge, tagsOf } from "../store/push";
import { findUser, patchSettings } from "../store/users";

const MAX_TAGS = 100;

const tags = z.array(text(128).min(1)).min(1).max(MAX_TAGS);

export const userPushOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/user/push/alias",
    access: "user",
    summary: "A name for pushes that no other user has; an empty one clears it",
    input: z.object({ alias: text(128), push_token: text(4096).optional() }),
    output: done,
    async handler({ env, app, uid }, { alias, push_token }) {
      const user = await findUser(env.DB, app.id, uid);
      const known = user ? readUserSettings(user.settings).push_token : "";
      if (push_token && known && push_token !== known) throw new OrioleError("PushAliasTokenNotMatch");
      if (!(await setAlias(env.DB, app.id, uid, alias))) throw new OrioleError("PushAliasBindByOtherUser");
      if (push_token && !known) await patchSettings(env.DB, app.id, uid, { push_token });
      return { data: true };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/user/push/badge",
    access: "user",
    summary: "The number on the app's icon",
    input: z.object({ badge: z.preprocess(asNumber, z.int().min(0).max(1_000_000)) }),
    output: done,
    async handler({ env, app, uid }, { badge }) {
      await setBadge(env.DB, app.id, uid, badge);
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/user/push/tag",
    access: "user",
    summary: "Tags of the caller",
    input: z.object({}),
    output: z.object({ data: z.array(z.string()) }),
    handler: async ({ env, app, uid }) => ({ data: await tagsOf(env.DB, app.id, uid) }),
  }),
  operation({
    methods: ["POST"],
    path: "/user/push/tag",
    access: "user",
    summary: "Add tags",
    input: z.object({ tags }),
    output: done,
    async handler({ env, app, uid }, input) {
      if (!(await addTags(env.DB, app.id, uid, input.tags, MAX_TAGS))) {
        throw new OrioleError("InvalidRequestParameter", `invalid request parameter: tags: more than ${MAX_TAGS}`);
      }
      return { data: true };
    },
  }),
  operation({
    methods: ["DELETE"],
    path: "/user/push/tag",
    access: "user",
    summary: "Take tags away",
    input: z.object({ tags }),
    output: done,
    async handler({ env, app, uid }, input) {
      await removeTags(env.DB, app.id, uid, input.tags);
      return { data: true };
    },
  }),
  operation({
    methods: ["DELETE"],
    path: "/user/push/tag/all",
    access: "user",
    summary: "Take all tags away",
    input: z.object({}),
    output: done,
    async handler({ env, app, uid }) {
      await removeTags(env.DB, app.id, uid, null);
      return { data: true };
    },
  }),
];
