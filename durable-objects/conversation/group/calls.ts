/** What each name of the RPC tables does: a question, or one change in one turn. */

import type { GroupChanges, GroupReads } from "../../group-rpc";
import type { Turn } from "./core";
import type { Group } from "./group";

export type ReadTable = {
  readonly [N in keyof GroupReads]: (
    group: Group,
    input: GroupReads[N]["input"],
    nowMs: number,
  ) => GroupReads[N]["output"];
};

export type ChangeTable = {
  readonly [N in keyof GroupChanges]: (
    group: Group,
    input: GroupChanges[N]["input"],
    turn: Turn,
  ) => GroupChanges[N]["output"];
};

export const groupReads: ReadTable = {
  card: ({ settings }, { by }) => settings.card(by),
  members: ({ members }, { by, after, limit }, nowMs) => members.list(by, after, limit, nowMs),
  membersAmong: ({ members }, { by, uids }, nowMs) => members.among(by, uids, nowMs),
  admins: ({ members }, { by }, nowMs) => members.admins(by, nowMs),
  applications: ({ applications }, { by, after, limit }) => applications.list(by, after, limit),
  banned: ({ bans }, { by, after, limit }, nowMs) => bans.list(by, after, limit, nowMs),
  blocked: ({ blocklist }, { by, after, limit }) => blocklist.list(by, after, limit),
  announcements: ({ announcements }, { by }) => announcements.list(by),
  announcement: ({ announcements }, { by, id }) => announcements.get(by, id),
  files: ({ files }, { by }) => files.list(by),
  file: ({ files }, { by, id }) => files.get(by, id),
  receipts: ({ receipts }, input) => receipts.list(input),
  inviter: ({ invitations }, { by }) => invitations.inviter(by),
  maySpeak: ({ bans }, { by }, nowMs) => ok(bans.requireSpeech(by, nowMs)),
  mayEdit: ({ settings }, { by }) => ok(settings.requireEditor(by)),
};

export const groupChanges: ChangeTable = {
  create({ members, invitations, settings }, input, turn) {
    if (members.found(input, turn)) {
      const asked = input.members.filter(({ uid, confirm }) => confirm && uid !== input.owner);
      invitations.invite(input.owner, asked, "", turn);
    }
    return settings.card(input.owner);
  },
  destroy({ members, invitations, files }, { by }, turn) {
    members.destroy(by, turn);
    invitations.revokeAll(turn);
    files.endAll();
    return true;
  },
  setInfo: ({ settings }, { by, patch }, turn) => ok(settings.setInfo(by, patch, turn)),
  setSettings: ({ settings }, { by, patch }, turn) => ok(settings.setSettings(by, patch, turn)),
  banAll: ({ settings }, { by, minutes }, turn) => settings.banAll(by, minutes, turn),
  setDisplayName: ({ settings }, { uid, value }, turn) => ok(settings.setDisplayName(uid, value, turn)),
  setModes: ({ settings }, { uid, ...modes }, turn) => ok(settings.setModes(uid, modes, turn)),
  apply: ({ applications }, { uid, reason }, turn) => applications.apply(uid, reason, turn),
  handleApplication: ({ applications }, { by, uid, approve, reason }, turn) =>
    ok(applications.handle(by, uid, approve, reason, turn)),
  invite: ({ invitations }, { by, candidates, reason }, turn) => invitations.invite(by, candidates, reason, turn),
  handleInvitation: ({ invitations }, { uid, inviter, approve, reason }, turn) =>
    ok(invitations.handle(uid, inviter, approve, reason, turn)),
  enterByCode: ({ invitations }, { uid, inviter }, turn) => ok(invitations.enterByCode(uid, inviter, turn)),
  leave: ({ members }, { uid }, turn) => ok(members.leave(uid, turn)),
  bequeath(group, { uid }, turn) {
    const { core, members, applications } = group;
    if (applications.withdraw(uid) && !core.viewers.get(uid)?.role) return true;
    if (core.info.owner === uid) {
      const heir = members.heirOf(uid);
      if (heir === null) return groupChanges.destroy(group, { by: uid }, turn);
      members.transfer(uid, heir, turn);
    }
    return ok(members.leave(uid, turn));
  },
  kick: ({ members }, { by, uids }, turn) => members.kick(by, uids, turn),
  ban: ({ bans }, { by, uids, minutes }, turn) => bans.ban(by, uids, minutes, turn),
  unban: ({ bans }, { by, uids }, turn) => bans.unban(by, uids, turn),
  block: ({ blocklist }, { by, uids }, turn) => blocklist.block(by, uids, turn),
  unblock: ({ blocklist }, { by, uids }, turn) => blocklist.unblock(by, uids, turn),
  grantAdmin: ({ members }, { by, uids }, turn) => members.grantAdmin(by, uids, turn),
  revokeAdmin: ({ members }, { by, uids, reason }, turn) => members.revokeAdmin(by, uids, reason, turn),
  transfer: ({ members }, { by, to }, turn) => ok(members.transfer(by, to, turn)),
  announce: ({ announcements }, { by, title, content }, turn) => announcements.announce(by, title, content, turn),
  deleteAnnouncement: ({ announcements }, { by, id }, turn) => ok(announcements.delete(by, id, turn)),
  shareFile: ({ files }, { by, ...file }, turn) => files.share(by, file, turn),
  renameFile: ({ files }, { by, id, name }, turn) => ok(files.rename(by, id, name, turn)),
  deleteFiles: ({ files }, { by, ids }, turn) => files.delete(by, ids, turn),
};

function ok(_done: unknown): true {
  return true;
}
