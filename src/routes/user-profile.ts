/** Profiles: what a user is called and shows, one by one and in batches. */

import { z } from "zod";
import type { Env } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { type Callers, type Operation, operation } from "../operation";
import { done, id, text } from "../parameters";
import { mobileOrNone } from "../services/mobile";
import { infoUpdated, notify } from "../services/notices";
import { changeProfile, tellFriends } from "../services/profile";
import { usernameProblem } from "../services/username";
import { findUser, type ProfilePatch, renameUser, setMobile } from "../store/users";

const MAX_BATCH = 200;

const avatar = text(2048);
const nickName = text(256);
const info = text(16_384);

const profileShape = z.object({
  user_id: z.int(),
  username: z.string(),
  nick_name: z.string(),
  avatar: z.string(),
  description: z.string(),
  email: z.string(),
  mobile: z.string(),
  public_info: z.string(),
  private_info: z.string(),
});

const profilePatch = z.object({
  nick_name: nickName.optional(),
  description: text(4096).optional(),
  public_info: info.optional(),
  private_info: info.optional(),
});

function storedPatch(input: z.output<typeof profilePatch>): ProfilePatch {
  const { nick_name, description, public_info, private_info } = input;
  return {
    ...(nick_name === undefined ? {} : { nickName: nick_name }),
    ...(description === undefined ? {} : { description }),
    ...(public_info === undefined ? {} : { publicInfo: public_info }),
    ...(private_info === undefined ? {} : { privateInfo: private_info }),
  };
}

async function change({ env, app, uid }: Callers["user"], patch: ProfilePatch) {
  await changeProfile(env, app.id, uid, patch);
  return { data: true };
}

const batchResult = z.object({
  data: z.array(z.object({ user_id: z.int(), success: z.boolean(), reason: z.string() })),
});

async function changeEach(env: Env, app: string, changes: { uid: number; patch: ProfilePatch }[]) {
  const data: z.infer<typeof batchResult>["data"] = [];
  for (const { uid, patch } of changes) {
    try {
      await changeProfile(env, app, uid, patch);
      data.push({ user_id: uid, success: true, reason: "" });
    } catch (error) {
      if (!(error instanceof OrioleError)) throw error;
      data.push({ user_id: uid, success: false, reason: error.message });
    }
  }
  return { data };
}

const mobileInput = z.object({ mobile: mobileOrNone });

async function changeMobile({ env, app, uid }: Callers["user"], { mobile }: z.output<typeof mobileInput>) {
  if (!(await setMobile(env.DB, app.id, uid, mobile)))
    throw new OrioleError("UserAlreadyExist", "mobile already bound");
  await notify(env, app.id, [infoUpdated(uid, { mobile })]);
  return { data: true };
}

/** The code that clients know for a number that another account has. */
const MOBILE_TAKEN = { UserAlreadyExist: 11012 };

export const userProfileOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/user/profile",
    access: "user",
    summary: "The caller's own profile",
    input: z.object({}),
    output: z.object({ data: profileShape }),
    async handler({ env, app, uid }) {
      const user = await findUser(env.DB, app.id, uid);
      if (!user) throw new OrioleError("UserNotExist");
      return {
        data: {
          user_id: user.uid,
          username: user.username,
          nick_name: user.nickName,
          avatar: user.avatar,
          description: user.description,
          email: user.email,
          mobile: user.mobile,
          public_info: user.publicInfo,
          private_info: user.privateInfo,
        },
      };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/profile",
    access: "user",
    summary: "Change the caller's profile; what is not given stays",
    input: profilePatch,
    output: done,
    handler: (caller, input) => change(caller, storedPatch(input)),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/profile/batch",
    access: "admin",
    summary: "Change the profiles of several users",
    input: z.object({
      list: z
        .array(profilePatch.extend({ user_id: id }))
        .min(1)
        .max(MAX_BATCH),
    }),
    output: batchResult,
    handler: ({ env, app }, { list }) =>
      changeEach(
        env,
        app.id,
        list.map((item) => ({ uid: item.user_id, patch: storedPatch(item) })),
      ),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/avatar",
    access: "user",
    summary: "Change the caller's avatar",
    input: z.object({ avatar }),
    output: done,
    handler: (caller, input) => change(caller, input),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/avatar/batch",
    access: "admin",
    summary: "Change the avatars of several users",
    input: z.object({
      list: z
        .array(z.object({ user_id: id, avatar }))
        .min(1)
        .max(MAX_BATCH),
    }),
    output: batchResult,
    handler: ({ env, app }, { list }) =>
      changeEach(
        env,
        app.id,
        list.map((item) => ({ uid: item.user_id, patch: { avatar: item.avatar } })),
      ),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/nickname",
    access: "user",
    summary: "Change the caller's nickname",
    input: z.object({ nick_name: nickName }),
    output: done,
    handler: (caller, input) => change(caller, { nickName: input.nick_name }),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/public",
    access: "user",
    summary: "Change the text that everybody may read; it is the body itself",
    bareBody: "text",
    input: z.object({ text: info }),
    output: done,
    handler: (caller, input) => change(caller, { publicInfo: input.text }),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/private",
    access: "user",
    summary: "Change the text that only the caller may read; it is the body itself",
    bareBody: "text",
    input: z.object({ text: info }),
    output: done,
    handler: (caller, input) => change(caller, { privateInfo: input.text }),
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/username",
    access: "delegate",
    summary: "Give a user another name",
    input: z.object({ username: z.string() }),
    output: done,
    async handler({ env, app, uid }, { username }) {
      const problem = usernameProblem(username);
      if (problem) throw new OrioleError("InvalidUserNameParameter", problem);
      if (!(await renameUser(env.DB, app.id, uid, username))) throw new OrioleError("UserAlreadyExist");
      await notify(env, app.id, [infoUpdated(uid, { username })]);
      await tellFriends(env, app.id, uid, { username });
      return { data: true };
    },
  }),
  ...["/user/mobile", "/app/user/mobile_update"].map((path) =>
    operation({
      methods: path === "/user/mobile" ? ["POST", "PUT"] : ["POST"],
      path,
      access: "user",
      summary: "Change the caller's mobile number; an empty one clears it",
      input: mobileInput,
      output: done,
      codes: MOBILE_TAKEN,
      handler: changeMobile,
    }),
  ),
];
