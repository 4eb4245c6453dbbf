/** Devices that log in, over a socket of their own or through a gateway. */

import { pb } from "../../protocol/codec";
import { type ErrorName, OrioleError } from "../../protocol/errors";
import { MAX_ONLINE_DEVICES } from "../../protocol/limits";
import type { TokenMark } from "../access/token-mark";
import type { Arrival, Device, DeviceRegistry } from "./device-registry";
import type { Tokens } from "./kept-token";
import type { Mailbox } from "./mailbox";
import { type Session, userNoticeFrame } from "./session";
import type { Statuses } from "./statuses";
import type { TokenRegister } from "./token-register";

const { KICK_BY_SAME_DEVICE, DEVICE_LOGIN, DEVICE_ADDED } = pb.UserNotice.Type;

export interface ArrivalsPort {
  mailbox(uid: number): Mailbox;
  /** Forgets the user's connections that are gone without a word. */
  makeSure(uid: number): Promise<void>;
  /** What D1 says of tokens of this generation or a later one. */
  currentTokens(uid: number, generation: number): Promise<Tokens>;
  revokeTokens(uid: number, current: Tokens): void;
  /** Tells a session why, and closes it. */
  expel(session: Session, type: pb.UserNotice.Type, error: ErrorName): void;
  /** A device was taken up or seen anew. */
  changed(): void;
}

export class Arrivals {
  readonly #port: ArrivalsPort;
  readonly #statuses: Statuses;
  readonly #devices: DeviceRegistry;
  readonly #tokens: TokenRegister;

  constructor(port: ArrivalsPort, statuses: Statuses, devices: DeviceRegistry, tokens: TokenRegister) {
    this.#port = port;
    this.#statuses = statuses;
    this.#devices = devices;
    this.#tokens = tokens;
  }

  /** What has to be asked elsewhere before a device can be taken up, and seldom is. */
  async expect({ uid, guid }: Arrival, token: TokenMark): Promise<void> {
    // Connections that are gone without a word must not keep it out.
    if (this.#port.mailbox(uid).sessions.size >= MAX_ONLINE_DEVICES) await this.#port.makeSure(uid);
    if (this.#tokens.judge(uid, guid, token) !== "newer") return;
    // Who voided the older ones has not said so here, or never will. Which one its user kept, D1 knows.
    this.#port.revokeTokens(uid, await this.#port.currentTokens(uid, token.generation));
  }

  /** Takes up a device that logs in; `announce` tells the user's other devices once it is connected. */
  take(arrival: Arrival, token: TokenMark): { device: Device; announce: () => void } {
    const status = this.#statuses.of(arrival.uid);
    if (status !== "normal") throw new OrioleError(status === "frozen" ? "UserFrozen" : "UserRemoved");
    if (this.#tokens.judge(arrival.uid, arrival.guid, token) === "revoked") throw new OrioleError("InvalidToken");
    const mailbox = this.#port.mailbox(arrival.uid);
    const nowMs = Date.now();
    this.#requireRoom(mailbox, arrival.guid);
    const { device, isNew } = this.#devices.arrive(arrival, nowMs, {
      isOnline: (sn) => mailbox.isOnline(sn),
      forget: (sn) => mailbox.cursors.forget(sn),
    });
    // [LOGIN-5]
    for (const session of [...mailbox.sessions]) {
      if (session.sn !== device.sn) continue;
      this.#port.expel(session, KICK_BY_SAME_DEVICE, "UserKickedBySameDevice");
    }
    if (device.lastSeen === nowMs) this.#port.changed();
    return { device, announce: () => announce(mailbox, device, isNew, nowMs) };
  }

  /** Before the device is taken up: a refused one must not be registered, nor push another one out. */
  #requireRoom(mailbox: Mailbox, guid: string): void {
    const online = new Set([...mailbox.sessions].map(({ sn }) => sn));
    if (online.size < MAX_ONLINE_DEVICES) return;
    const replaces = this.#devices.of(mailbox.uid).some((device) => device.guid === guid && online.has(device.sn));
    if (!replaces) throw new OrioleError("UserTooManyDevice");
  }
}

/** [LOGIN-6] */
function announce(mailbox: Mailbox, device: Device, isNew: boolean, nowMs: number): void {
  if (!mailbox.hasOther(device.sn)) return;
  const frame = userNoticeFrame(mailbox.uid, isNew ? DEVICE_ADDED : DEVICE_LOGIN, String(device.sn), nowMs);
  for (const session of mailbox.sessions) if (session.sn !== device.sn) session.send(frame);
}
