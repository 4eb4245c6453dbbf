/** Devices: which there are, logging them out, where their pushes go. */

import { z } from "zod";
import { hubStub } from "../../durable-objects/env";
import { OrioleError } from "../../protocol/errors";
import { type Callers, type Operation, operation } from "../operation";
import { asNumber, done, ids, text } from "../parameters";
import { kickDevices, removeDevice } from "../services/log-out-devices";
import { onlineAmong } from "../services/system-messages";
import { bindPush, unbindPush } from "../store/push";
import { holding } from "../store/rosters";

const sn = z.preprocess(
  asNumber,
  z
    .int()
    .min(1)
    .max(2 ** 31 - 1),
);

const deviceShape = z.object({
  device_sn: z.int(),
  platform: z.int(),
  user_agent: z.string(),
  user_id: z.int(),
  online: z.boolean(),
  /** When it last logged in, ms, exact to an hour. */
  last_seen: z.int(),
});

const noSuchDevice = () =>
  new OrioleError("InvalidRequestParameter", "invalid request parameter: device_sn: no such device");

async function requireDevice({ env, app, uid }: Callers["user"], device: number): Promise<void> {
  const devices = await hubStub(env, app.id, uid).devices(uid);
  if (!devices.some((each) => each.sn === device)) throw noSuchDevice();
}

export const userDeviceOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/user/device/list",
    access: "user",
    summary: "Devices the caller has logged in on",
    input: z.object({}),
    // A user has few devices: this list has one page, and its cursor and version are for its form alone.
    output: z.object({ data: z.array(deviceShape), cursor: z.string().optional(), version: z.literal(0) }),
    async handler({ env, app, uid }) {
      const devices = await hubStub(env, app.id, uid).devices(uid);
      return {
        data: devices.map((device) => ({
          device_sn: device.sn,
          platform: device.platform,
          user_agent: device.userAgent,
          user_id: uid,
          online: device.online,
          last_seen: device.lastSeen,
        })),
        version: 0 as const,
      };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/user/device/remove",
    access: "user",
    summary: "Log a device out and forget it; its tokens are void",
    input: z.object({ device_sn: sn }),
    output: done,
    async handler(caller, { device_sn }) {
      if (!(await removeDevice(caller, device_sn))) throw noSuchDevice();
      return { data: true };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/kick",
    access: "user",
    summary: "Log a device out, or without a serial all of them; their tokens are void",
    input: z.object({ device_sn: sn.optional() }),
    output: done,
    async handler(caller, { device_sn = null }) {
      if (!(await kickDevices(caller, device_sn))) throw noSuchDevice();
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/user/online_status",
    access: "user",
    summary: "Whether any device of the user is connected",
    input: z.object({}),
    output: z.object({ data: z.object({ online: z.boolean() }) }),
    async handler({ env, app, uid }) {
      const online = await hubStub(env, app.id, uid).online([uid]);
      return { data: { online: online.includes(uid) } };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/user/online_status",
    access: "user",
    summary: "Those of these users who are connected and hold the caller for a friend",
    input: z.object({ list: ids(500) }),
    output: z.object({ data: z.array(z.int()) }),
    async handler({ env, app, uid }, { list }) {
      return { data: await onlineAmong(env, app.id, await holding(env.DB, app.id, uid, list)) };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/user/token/bind",
    access: "user",
    summary: "Where pushes to a device go",
    input: z.object({ device_sn: sn, device_token: text(4096).min(1), notifier_name: text(256).min(1) }),
    output: done,
    async handler(caller, { device_sn, device_token, notifier_name }) {
      await requireDevice(caller, device_sn);
      const { env, app, uid, nowMs } = caller;
      const binding = { app: app.id, uid, sn: device_sn, notifier: notifier_name, token: device_token };
      await bindPush(env.DB, { ...binding, updatedAt: nowMs });
      return { data: true };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/user/token/unbind",
    access: "user",
    summary: "Push to a device no more",
    input: z.object({ deviceSn: sn }),
    output: z.object({ data: z.object({}) }),
    async handler(caller, { deviceSn }) {
      await requireDevice(caller, deviceSn);
      await unbindPush(caller.env.DB, caller.app.id, caller.uid, deviceSn);
      return { data: {} };
    },
  }),
];
