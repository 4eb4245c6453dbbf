/** Users: registration, profile, devices. */

import { z } from "zod";
import { hubStub } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { type Operation, operation } from "../operation";
import { text } from "../parameters";
import { registerUser } from "../services/register";
import { readUserSettings, userSettingsShape } from "../services/user-settings";
import { findUser } from "../store/users";

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

const deviceShape = z.object({
  device_sn: z.int(),
  platform: z.int(),
  user_agent: z.string(),
  user_id: z.int(),
});

export const userOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/user/register/v2",
    access: "app",
    summary: "Register a user",
    input: z.object({ username: z.string(), password: text(1024).min(1) }),
    output: z.object({ data: userSettingsShape }),
    async handler({ env, app, nowMs }, input) {
      if (!app.settings.open_register) throw new OrioleError("ServerNotAllowOpenRegister");
      const uid = await registerUser(env.DB, app, input, nowMs);
      return { data: { ...readUserSettings("{}"), id: uid, user_id: uid } };
    },
  }),
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
    methods: ["GET"],
    path: "/user/device/list",
    access: "user",
    summary: "Devices the caller has logged in on",
    input: z.object({}),
    output: z.object({ data: z.array(deviceShape) }),
    async handler({ env, app, uid }) {
      const devices = await hubStub(env, app.id, uid).devices(uid);
      return {
        data: devices.map((device) => ({
          device_sn: device.sn,
          platform: device.platform,
          user_agent: device.userAgent,
          user_id: uid,
        })),
      };
    },
  }),
];
