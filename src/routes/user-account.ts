/** Accounts: passwords, freezing, deleting, and the list of all. */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type Operation, operation } from "../operation";
import { asNumber, done, ids, limit, text } from "../parameters";
import { changePassword, deleteUser, requirePassword, setFrozen } from "../services/account";
import { NOBODY } from "../services/untold-users";
import { USER_STATUS } from "../store/schema";
import { existingUsers, listUsers } from "../store/users";

const password = text(1024).min(1);

const pageNumber = z.preprocess(asNumber, z.int().min(1).max(1_000_000)).default(1);

/** Freezing and thawing. A list is of users of the app, or nothing happens. */
function freezing(path: string, summary: string, frozen: boolean): Operation {
  return operation({
    methods: ["PUT"],
    path,
    access: "admin",
    summary,
    input: z.object({ list: ids(200, 1) }),
    output: done,
    async handler({ env, app }, { list }) {
      const uids = [...new Set(list)];
      await setFrozen(env, app.id, uids, frozen, await existingUsers(env.DB, app.id, uids));
      return { data: true };
    },
  });
}

export const userAccountOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/user/change_password",
    access: "user",
    summary:
      "Change the caller's password; other devices are logged out, and all tokens are void but the one of this call",
    input: z.object({ old_password: password, new_password: password }),
    output: done,
    codes: { UserAuthFailed: 11001 },
    async handler(caller, { old_password, new_password }) {
      const { env, app, uid, claims } = caller;
      const from = await requirePassword(caller, uid, old_password).catch((error) => {
        const wrong = error instanceof OrioleError && error.error === "UserAuthFailed";
        throw wrong ? new OrioleError("UserOldPasswordNotMatch") : error;
      });
      const spared = claims.role === "user" ? claims : NOBODY;
      await changePassword(env, app.id, uid, { password: new_password, from, spared });
      return { data: true };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/user/change_password_admin",
    access: "delegate",
    summary: "Give a user another password; all tokens from before are void",
    input: z.object({ password }),
    output: done,
    async handler({ env, app, uid }, input) {
      await changePassword(env, app.id, uid, { password: input.password, from: null, spared: NOBODY });
      return { data: true };
    },
  }),
  freezing("/user/disable", "Freeze users: they are logged out and stay out", true),
  freezing("/user/enable", "Let frozen users in again", false),
  operation({
    methods: ["POST", "DELETE"],
    path: "/user/delete",
    access: "user",
    summary: "Delete a user; with a token of its own it takes the password",
    input: z.object({ password: password.optional() }),
    output: done,
    async handler(caller, input) {
      const { env, app, uid, role } = caller;
      if (role === "user") await requirePassword(caller, uid, input.password ?? "");
      await deleteUser(env, app.id, uid);
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/user/list",
    access: "admin",
    summary: "All users of the app, by id",
    input: z.object({ page_num: pageNumber, page_size: limit(50, 1_000) }),
    output: z.object({
      data: z.array(z.object({ user_id: z.int(), username: z.string(), status: z.int() })),
    }),
    async handler({ env, app }, { page_num, page_size }) {
      const users = await listUsers(env.DB, app.id, { number: page_num, size: page_size });
      return {
        data: users.map(({ uid, username, status }) => {
          // 0 normal, 1 shut out in whatever way: the API knows no other.
          return { user_id: uid, username, status: status === USER_STATUS.normal ? 0 : 1 };
        }),
      };
    },
  }),
];
