/** What a group is called and how it works, for all of its members and for each of them. */

import { pb } from "../../../protocol/codec";
import type { By, GroupCard, InfoPatch, SettingsPatch } from "../../group-rpc";
import { newViewer } from "../viewers";
import { allow, type GroupCore, infoContent, type Turn } from "./core";
import { banEnd, canModifyInfo, needsAdmin, needsMember } from "./rules";

const { INFO_UPDATED, MESSAGE_SETTING, MUTED, UNMUTED } = pb.GroupNotice.Type;

/** msg_mute_mode of who wants no messages of this group at all. */
const RECEIVES_NOTHING = 2;

/** Names of GroupInfoAndSettings: what clients merge a notice's content into. */
const WIRE_NAMES: Record<keyof InfoPatch | keyof SettingsPatch, string> = {
  name: "name",
  avatar: "avatar",
  description: "description",
  ext: "ext",
  memberInvite: "member_invite",
  memberModify: "member_modify",
  applyApproval: "apply_approval",
  readAck: "read_ack",
  historyVisible: "history_visible",
  hideMemberInfo: "hide_member_info",
};

interface Modes {
  mute: number;
  push: number;
}

export class Settings {
  readonly #sql: SqlStorage;
  readonly #core: GroupCore;
  /** Members with other modes than 0: a cache of the table, because every message asks. */
  #modes = new Map<number, Modes>();

  constructor(sql: SqlStorage, core: GroupCore) {
    this.#sql = sql;
    this.#core = core;
    this.reload();
  }

  reload(): void {
    this.#modes = new Map(
      this.#sql
        .exec<{ uid: number; mute: number; push: number }>("SELECT uid, mute, push FROM member_mode")
        .toArray()
        .map(({ uid, mute, push }) => [uid, { mute, push }]),
    );
  }

  /** The group as `by` sees it; strangers may, to know what they apply to. */
  card(by: By): GroupCard {
    const { mute, push } = this.#of(typeof by === "number" ? by : 0);
    return { ...this.#core.info, muteMode: mute, pushMode: push };
  }

  receivesNothing(uid: number): boolean {
    return this.#of(uid).mute === RECEIVES_NOTHING;
  }

  /** Refuses whoever could not change the group's avatar and the like. */
  requireEditor(by: By): void {
    allow(canModifyInfo(this.#core.acting(by), this.#core.info));
  }

  setInfo(by: By, patch: InfoPatch, turn: Turn): void {
    const acting = this.#core.acting(by);
    allow(canModifyInfo(acting, this.#core.info));
    this.#apply(acting.uid, patch, turn);
  }

  setSettings(by: By, patch: SettingsPatch, turn: Turn): void {
    const acting = this.#core.acting(by);
    allow(needsAdmin(acting));
    this.#apply(acting.uid, patch, turn);
  }

  /** When nobody but those who run the group may speak again, ms. */
  banAll(by: By, minutes: number, turn: Turn): number {
    const acting = this.#core.acting(by);
    allow(needsAdmin(acting));
    const banExpireTime = banEnd(minutes, turn.nowMs);
    if (banExpireTime === this.#core.info.banExpireTime) return banExpireTime;
    this.#core.change({ banExpireTime }, turn.nowMs);
    this.#core.tellInfo(turn, acting.uid, "ban_expire_time", banExpireTime);
    return banExpireTime;
  }

  /** What a member calls itself in this group. */
  setDisplayName(uid: number, value: string, turn: Turn): void {
    allow(needsMember(this.#core.acting(uid)));
    const viewer = this.#core.viewers.get(uid) ?? newViewer(uid);
    if (viewer.displayName === value) return;
    this.#core.viewers.save({ ...viewer, displayName: value }, true);
    this.#core.tellInfo(turn, uid, "display_name", value);
  }

  /** How a member wants to hear of messages: that member's devices alone learn of it. */
  setModes(uid: number, change: Partial<Modes>, turn: Turn): void {
    allow(needsMember(this.#core.acting(uid)));
    const before = this.#of(uid);
    const modes = { ...before, ...change };
    if (modes.mute === before.mute && modes.push === before.push) return;
    this.#sql.exec(
      "INSERT OR REPLACE INTO member_mode (uid, mute, push) VALUES (?, ?, ?)",
      uid,
      modes.mute,
      modes.push,
    );
    this.#modes.set(uid, modes);
    const muting = modes.mute === before.mute ? MESSAGE_SETTING : modes.mute === 0 ? UNMUTED : MUTED;
    const stored = { groupModes: { gid: this.#core.gid, ...modes } };
    this.#core.tellOne(turn, uid, muting, uid, [], "", { own: true, ...stored });
    // Clients merge this one into what they know of the group; to the other they only raise an event.
    const content =
      modes.mute === before.mute ? infoContent("msg_push_mode", modes.push) : infoContent("msg_mute_mode", modes.mute);
    this.#core.tellOne(turn, uid, INFO_UPDATED, uid, [], content, { own: true });
  }

  /** One notice a property that became another; what is so already is no change. */
  #apply(from: number, patch: InfoPatch & SettingsPatch, turn: Turn): void {
    const info = this.#core.info;
    for (const [key, value] of Object.entries(patch) as [keyof typeof WIRE_NAMES, string | number | boolean][]) {
      if (value === undefined || info[key] === value) continue;
      this.#core.change({ [key]: value }, turn.nowMs);
      this.#core.tellInfo(turn, from, WIRE_NAMES[key], value);
    }
  }

  #of(uid: number): Modes {
    return this.#modes.get(uid) ?? { mute: 0, push: 0 };
  }
}
