/** The end of sessions ([LOGIN-7]): devices are told why, closed wherever they are connected, and the user's others hear of it. */

import { pb } from "../../protocol/codec";
import type { ErrorName } from "../../protocol/errors";
import type { ConversationRpc } from "../rpc";
import type { DeviceRegistry } from "./device-registry";
import type { DirectOpens } from "./direct-opens";
import type { Mailbox } from "./mailbox";
import { type Session, userNoticeFrame } from "./session";
import type { TokenRegister } from "./token-register";

const { DEVICE_LOGOUT, DEVICE_REMOVED, KICKED_BY_OTHER_DEVICE } = pb.UserNotice.Type;

export interface LogOutsPort {
  mailbox(uid: number): Mailbox;
  conversation(name: string): Pick<ConversationRpc, "kickExcept">;
  /** Tells a session why, and closes it. */
  expel(session: Session, type: pb.UserNotice.Type, error: ErrorName): void;
  /** May send nothing: conversations that know have to hear of the end of it. */
  isBanned(uid: number): boolean;
}

/** Of the device that it was issued to, if to any, and of those that are connected with it. */
interface HeldToken {
  guid: string | null;
  jti: string;
}

export class LogOuts {
  readonly #port: LogOutsPort;
  readonly #devices: DeviceRegistry;
  readonly #tokens: TokenRegister;
  readonly #directOpens: DirectOpens;

  constructor(port: LogOutsPort, devices: DeviceRegistry, tokens: TokenRegister, directOpens: DirectOpens) {
    this.#port = port;
    this.#devices = devices;
    this.#tokens = tokens;
    this.#directOpens = directOpens;
  }

  /** A device, or (null) all of them, and what they held until then. False: no such device. */
  async kick(uid: number, sn: number | null, atMs: number): Promise<boolean> {
    const meant = this.#devices.of(uid).filter((device) => sn === null || device.sn === sn);
    if (sn !== null && meant.length === 0) return false;
    for (const { guid } of meant) this.#tokens.kick(uid, guid, atMs);
    await this.all(uid, (device) => sn === null || device === sn, KICKED_BY_OTHER_DEVICE, "UserKickedByOtherDevices");
    return true;
  }

  /** The same for one that is forgotten. */
  async remove(uid: number, sn: number, atMs: number): Promise<boolean> {
    const known = this.#devices.of(uid).find((device) => device.sn === sn);
    if (!known) return false;
    this.#tokens.kick(uid, known.guid, atMs);
    this.#port.mailbox(uid).cursors.forget(sn);
    this.#devices.remove(uid, sn);
    await this.all(uid, (device) => device === sn, DEVICE_REMOVED, "UserKickedByOtherDevices");
    return true;
  }

  /** Those of a single token that was taken back; others that they may hold stay in force. */
  async holding(uid: number, token: HeldToken): Promise<void> {
    const sns = this.#holders(uid, token);
    await this.all(uid, (sn) => sns.has(sn), KICKED_BY_OTHER_DEVICE, "UserKickedByOtherDevices");
  }

  /** All but those of this token. */
  async butFor(uid: number, token: HeldToken, type: pb.UserNotice.Type, error: ErrorName): Promise<void> {
    const staying = this.#holders(uid, token);
    await this.all(uid, (sn) => !staying.has(sn), type, error);
  }

  #holders(uid: number, { guid, jti }: HeldToken): Set<number> {
    const named = guid === null ? [] : this.#devices.of(uid).filter((device) => device.guid === guid);
    const holding = [...this.#port.mailbox(uid).sessions].filter((session) => jti !== "" && session.jti === jti);
    return new Set([...named, ...holding].map(({ sn }) => sn));
  }

  async all(uid: number, isMeant: (sn: number) => boolean, type: pb.UserNotice.Type, error: ErrorName): Promise<void> {
    const { sessions } = this.#port.mailbox(uid);
    for (const session of [...sessions]) {
      if (!isMeant(session.sn)) continue;
      this.#port.expel(session, type, error);
      const gone = userNoticeFrame(uid, DEVICE_LOGOUT, String(session.sn), Date.now());
      for (const other of sessions) if (!isMeant(other.sn)) other.send(gone);
    }
    await this.#closeDirect(uid, isMeant, error);
  }

  async #closeDirect(uid: number, isMeant: (sn: number) => boolean, error: ErrorName): Promise<void> {
    const staying = this.#devices
      .of(uid)
      .map(({ sn }) => sn)
      .filter((sn) => !isMeant(sn));
    const names = this.#directOpens.of(uid);
    await Promise.all(names.map((name) => this.#port.conversation(name).kickExcept(uid, staying, error)));
    if (staying.length === 0 && !this.#port.isBanned(uid)) this.#directOpens.forget(uid);
  }
}
