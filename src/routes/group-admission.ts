/** Ways into a group: applications, invitations, and codes to scan. */

import { z } from "zod";
import { hubStub } from "../../durable-objects/env";
import type { GroupApplication } from "../../durable-objects/group-rpc";
import type { InvitationNews } from "../../durable-objects/rpc";
import { type ErrorName, OrioleError } from "../../protocol/errors";
import { type Callers, type Operation, operation } from "../operation";
import { done, flag, id, ids, limit, pairCursor, text } from "../parameters";
import { CODE_LIFETIME_MS, readCode, signCode } from "../services/group-code";
import { candidatesAmong, requireRoomToJoin } from "../services/group-limits";
import { GroupHandle } from "../services/group-object";
import { relationShape, relationView } from "../services/group-shape";
import { pageOf, pageShape, reservedVersion } from "../services/page";
import { groupsRunBy } from "../store/groups";

const reason = text(1024).default("");

const pageInput = { cursor: pairCursor, limit: limit(100, 1000), version: reservedVersion };

const applicationShape = z.object({
  applicant_id: z.int(),
  group_id: z.int(),
  reason: z.string(),
  status: z.int(),
  expired_time: z.int(),
});

const invitationShape = z.object({
  group_id: z.int(),
  inviter_id: z.int(),
  invitee_id: z.int(),
  reason: z.string(),
  status: z.int(),
  expired_time: z.int(),
  updated_at: z.string(),
});

/** The document's own codes for a code that is not genuine, and for one that is too old. */
const CODE_ERRORS: Partial<Record<ErrorName, number>> = {
  InvalidVerificationCode: 20024,
  GroupInvitationExpiredOrHandled: 20025,
};

type Application = GroupApplication & { gid: number };

/** Of one group its own word, of several those that the caller runs: clients name all of their groups. */
async function applications(
  caller: Callers["holder"],
  gids: readonly number[],
  after: { first: number; second: number },
  most: number,
): Promise<{ found: Application[]; total: number }> {
  const { env, app, uid } = caller;
  const run = uid === null || gids.length === 1 ? gids : await groupsRunBy(env.DB, app.id, uid, gids);
  const pages = await Promise.all(
    run.map(async (gid) => {
      // Of groups before the cursor the number alone.
      const limit = gid < after.first ? 0 : most;
      const asked = { by: uid, after: gid === after.first ? after.second : 0, limit };
      const { applications: found, total } = await new GroupHandle(caller, gid).read("applications", asked);
      return { found: found.map((each) => ({ ...each, gid })), total };
    }),
  );
  const found = pages.flatMap((page) => page.found).slice(0, most);
  return { found, total: pages.reduce((sum, page) => sum + page.total, 0) };
}

async function code(caller: Callers["holder"], gid: number) {
  const group = new GroupHandle(caller, gid);
  const inviter = await group.read("inviter", { by: group.by });
  const expires = caller.nowMs + CODE_LIFETIME_MS;
  return { qr_info: await signCode(caller.app, { gid, inviter, expires }), expires };
}

async function enter(caller: Callers["user"], text: string): Promise<void> {
  const { env, app, uid, nowMs } = caller;
  const { gid, inviter } = await readCode(app, text, nowMs);
  await requireRoomToJoin(env.DB, app, uid);
  await new GroupHandle(caller, gid).change("enterByCode", { uid, inviter });
}

export const groupAdmissionOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/group/apply",
    access: "user",
    summary: "Ask to come in; done at once where the group accepts everybody",
    input: z.object({ group_id: id, reason }),
    output: z.object({ data: relationShape }),
    async handler(caller, input) {
      const { env, app, uid } = caller;
      await requireRoomToJoin(env.DB, app, uid);
      await new GroupHandle(caller, input.group_id).change("apply", { uid, reason: input.reason });
      return { data: relationView({ uid }) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/application_list",
    access: "holder",
    summary: "Applications to groups that the caller runs, in the order of group and applicant",
    input: z.object({ group_list: ids(1000, 1), ...pageInput }),
    output: pageShape(applicationShape),
    async handler(caller, input) {
      const gids = [...new Set(input.group_list)].sort((a, b) => a - b);
      const { found, total } = await applications(caller, gids, input.cursor, input.limit + 1);
      const view = (each: Application) => ({
        applicant_id: each.uid,
        group_id: each.gid,
        reason: each.reason,
        status: each.status,
        expired_time: each.expires,
      });
      return { ...pageOf(found, input.limit, view, ({ gid, uid }) => `${gid}.${uid}`), total };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/group/apply/handle",
    access: "holder",
    summary: "Accept or decline an application",
    input: z.object({ group_id: id, user_id: id, approval: flag, reason }),
    output: z.object({ data: relationShape }),
    async handler(caller, input) {
      const { env, app } = caller;
      const group = new GroupHandle(caller, input.group_id);
      if (input.approval) {
        // The account may have been deleted since.
        const { refused } = await candidatesAmong(env.DB, app, [input.user_id]);
        for (const { error } of refused) throw new OrioleError(error);
      }
      await group.change("handleApplication", {
        by: group.by,
        uid: input.user_id,
        approve: input.approval,
        reason: input.reason,
      });
      return { data: relationView({ uid: input.user_id }) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/invite",
    access: "holder",
    summary: "Bring users into a group, or ask those who want to be asked; the outcome is told for each",
    input: z.object({ group_id: id, user_list: ids(1000), reason }),
    output: z.object({ data: z.array(relationShape) }),
    async handler(caller, input) {
      const { env, app } = caller;
      const group = new GroupHandle(caller, input.group_id);
      const { candidates, refused } = await candidatesAmong(env.DB, app, input.user_list);
      const results = await group.change("invite", { by: group.by, candidates, reason: input.reason });
      return { data: [...results, ...refused].map(relationView) };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/group/invite/handle",
    access: "user",
    summary: "Accept or decline an invitation; user_id is the inviter, or the caller for whoever it was",
    input: z.object({ group_id: id, user_id: id, approval: flag, reason }),
    output: done,
    async handler(caller, input) {
      const { env, app, uid } = caller;
      if (input.approval) await requireRoomToJoin(env.DB, app, uid);
      const answer = { uid, inviter: input.user_id, approve: input.approval, reason: input.reason };
      return { data: await new GroupHandle(caller, input.group_id).change("handleInvitation", answer) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/invitation_list",
    access: "user",
    summary: "Invitations of the caller into groups, in the order of group and inviter",
    input: z.object(pageInput),
    output: pageShape(invitationShape),
    async handler({ env, app, uid }, { cursor: { first, second }, limit: most }) {
      const all = await hubStub(env, app.id, uid).invitations(uid);
      const rest = all.filter(({ gid, inviter }) => gid > first || (gid === first && inviter > second));
      const view = (each: InvitationNews) => ({
        group_id: each.gid,
        inviter_id: each.inviter,
        invitee_id: uid,
        reason: each.reason,
        status: each.status,
        expired_time: each.expires,
        updated_at: new Date(each.updated).toISOString(),
      });
      return { ...pageOf(rest, most, view, ({ gid, inviter }) => `${gid}.${inviter}`), total: all.length };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/qrcode/sign",
    access: "holder",
    summary: "A code that lets whoever scans it into the group, for a week",
    input: z.object({ group_id: id }),
    output: z.object({ data: z.object({ qr_info: z.string(), create_at: z.int(), expire_at: z.int() }) }),
    async handler(caller, { group_id }) {
      const { qr_info, expires } = await code(caller, group_id);
      return { data: { qr_info, create_at: caller.nowMs, expire_at: expires } };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/app/qrcode/group_sign",
    access: "holder",
    summary: "The same as /group/qrcode/sign, as existing clients ask for it",
    input: z.object({ group_id: id }),
    output: z.object({ data: z.object({ qr_info: z.string(), expired: z.int() }) }),
    async handler(caller, { group_id }) {
      const { qr_info, expires } = await code(caller, group_id);
      return { data: { qr_info, expired: expires } };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/qrcode/invite",
    access: "user",
    summary: "Come in by a code",
    input: z.object({ qr_info: text(256) }),
    output: z.object({ data: z.object({}) }),
    codes: CODE_ERRORS,
    async handler(caller, { qr_info }) {
      await enter(caller, qr_info);
      return { data: {} };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/app/qrcode/group_invite",
    access: "user",
    summary: "The same as /group/qrcode/invite, as existing clients ask for it",
    input: z.object({ qr_info: text(256) }),
    output: z.object({ data: z.object({}) }),
    codes: CODE_ERRORS,
    async handler(caller, { qr_info }) {
      await enter(caller, qr_info);
      return { data: {} };
    },
  }),
];
