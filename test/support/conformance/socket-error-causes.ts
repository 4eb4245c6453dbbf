/** Errors that the server tells over sockets: who does what, and where the SDK's client hears of it. */

import type { ClientError } from "../../../client/src/index.ts";
import { pb } from "../../../protocol/codec.ts";
import { frameOf } from "../../../protocol/frames.ts";
import { MAX_ONLINE_DEVICES } from "../../../protocol/limits.ts";
import type { TestUser } from "../private-server.ts";
import { type DeviceOptions, SdkDevice } from "./sdk-device.ts";
import type { Stage } from "./stage.ts";

/** Metas a second that the server of these causes takes from a device. */
export const SEND_RATE = 20;

/** Of no message. */
const NO_MID = 7;

const { Command, EncryptMethod } = pb.Frame;
const { MESSAGE, RTC_SIGNAL } = pb.Meta.NameSpace;
const UNKNOWN_KIND = pb.MessageBody.encode({
  type: pb.MessageBody.Type.CHAT,
  ctype: 99 as pb.MessageBody.ContentType,
}).finish();

/** Opens devices, and closes them when all is over. */
export class Devices {
  readonly #stage: Stage;
  readonly #open: SdkDevice[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  user(): Promise<TestUser> {
    return this.#stage.user();
  }

  of({ token }: TestUser, more: Pick<DeviceOptions, "guid" | "elsewhere"> = {}): SdkDevice {
    const device = new SdkDevice({ url: this.#stage.server.url, appId: this.#stage.app.id, token, ...more });
    this.#open.push(device);
    return device;
  }

  async online(user: TestUser, guid?: string): Promise<SdkDevice> {
    const device = this.of(user, guid === undefined ? {} : { guid });
    await device.login();
    return device;
  }

  /** A device of somebody, and who that is. */
  async somebody(): Promise<{ user: TestUser; device: SdkDevice }> {
    const user = await this.user();
    return { user, device: await this.online(user) };
  }

  /** One that connects where clients say who they are once they are connected, and asks for its messages instead. */
  async nameless(): Promise<SdkDevice> {
    const elsewhere = { path: "/", first: frameOf(Command.UNREAD, []) };
    const device = this.of(await this.user(), { elsewhere });
    // It goes on trying until it is closed.
    device.login().catch(() => {});
    return device;
  }

  closeAll(): void {
    for (const { client } of this.#open) client.close();
  }
}

type Told = Promise<ClientError>;

/** What a promise is rejected with. */
const rejection = (promise: Promise<unknown>): Told =>
  promise.then(
    () => Promise.reject(new Error("it went well")),
    (cause: ClientError) => cause,
  );

/** Log outs: what is done to a user who has a device online. */
const kickedBy =
  (act: (user: TestUser, device: SdkDevice) => Promise<unknown>) =>
  async (devices: Devices): Told => {
    const { user, device } = await devices.somebody();
    await act(user, device);
    return device.kicked;
  };

async function calls({ api }: Pick<TestUser, "api">, path: string, parameters: object): Promise<void> {
  const { code, message } = await api.post(path, { ...parameters });
  if (code !== 200) throw new Error(`${path}: ${code} ${message}`);
}

/** Of a meta that the client itself never sends. */
const refusalOf = (meta: pb.Meta.$Properties) => async (devices: Devices) => {
  const { user, device } = await devices.somebody();
  const metas = [{ id: 1, from: { uid: user.uid }, to: { uid: (await devices.user()).uid }, ...meta }];
  device.write(frameOf(Command.SYNC, [pb.SyncUL.encode({ metas }).finish()]));
  return device.refused;
};

export const socketCauses: Record<string, (devices: Devices) => Told> = {
  UserTooManyDevice: async (devices) => {
    const user = await devices.user();
    await Promise.all(Array.from({ length: MAX_ONLINE_DEVICES }, () => devices.online(user)));
    return rejection(devices.of(user).login());
  },
  UserRemoved: kickedBy((user) => calls(user, "/user/delete", { password: "a password" })),
  UserPasswordChanged: kickedBy(async ({ api, name, password }) => {
    const { data } = await api.post("/token/user", { name, password });
    const elsewhere = { api: api.as((data as { token: string }).token) };
    await calls(elsewhere, "/user/change_password", { old_password: password, new_password: "another one" });
  }),
  UserKickedByOtherDevices: kickedBy((user, { client }) => calls(user, "/user/kick", { device_sn: client.deviceSn })),
  UserKickedBySameDevice: async (devices) => {
    const user = await devices.user();
    const device = await devices.online(user, "phone");
    await devices.online(user, "phone");
    return device.kicked;
  },
  SignInTimeout: async (devices) => (await devices.nameless()).interrupted,
  UserNotLogin: async (devices) => (await devices.nameless()).refused,
  InvalidParam: async (devices) => {
    const { device } = await devices.somebody();
    return rejection(device.client.conversation(0).send("to nobody"));
  },
  MessageInvalid: async (devices) => {
    const { device } = await devices.somebody();
    return rejection(device.client.conversation((await devices.user()).uid).recall(NO_MID));
  },
  MessageInvalidType: refusalOf({ ns: MESSAGE, payload: UNKNOWN_KIND }),
  MessageRecallDisabled: async (devices) => {
    const [author, other] = [await devices.somebody(), await devices.somebody()];
    const { mid } = await author.device.client.conversation(other.user.uid).send("hello");
    return rejection(other.device.client.conversation(author.user.uid).recall(mid));
  },
  // The outbox waits and sends again: nobody else is told.
  MessageRateLimitExceeded: async (devices) => {
    const { device } = await devices.somebody();
    const conversation = device.client.conversation((await devices.user()).uid);
    const sends = Array.from({ length: 3 * SEND_RATE }, (_, n) => conversation.send(`message ${n}`));
    const refusal = await device.refused;
    await Promise.all(sends);
    return refusal;
  },
  ServerEncryptMethodUnsupported: async (devices) => {
    const { device } = await devices.somebody();
    device.write(pb.Frame.encode({ command: Command.SYNC, encrypt_method: EncryptMethod.AES_CBC_128 }).finish());
    return device.failed;
  },
  ServerRtcNotOpen: refusalOf({ ns: RTC_SIGNAL }),
};
