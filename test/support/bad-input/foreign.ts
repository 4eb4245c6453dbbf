/** What is not the subject's to name: ids of another app, of strangers, of nobody, and codes that nobody gave out. */

import type { Operation } from "../../../src/operation.ts";
import type { Parameters } from "../api.ts";
import { signOf } from "../files.ts";
import type { World } from "./world.ts";

/** Foreign values of a parameter, by what is foreign about them. */
type Foreign = Record<string, unknown>;

/** Users may deal with strangers here, and not in the other calls. */
const WITH_STRANGERS =
  /^\/(group\/(create|invite|block|unblock)|message\/send|ai\/message\/send|roster\/(apply|apply\/batch|block|ext|list|id|may_message)|user\/conversation\/pin|file\/upload\/\w+)$/;

/** And come in here. */
const INTO_GROUPS = /^\/group\/(apply|info|info\/batch)$/;

/** Tried by a user's own token alone: the app may name all of its users and groups. */
export const STRANGERS = "of strangers";

function users({ mine, theirs, far, nobody, removed }: World, { path }: Operation): Foreign {
  return {
    "of another app": far.owner.uid,
    nobody,
    removed,
    "a group": mine.gid + 3,
    "the last": 10 ** 15 - 1,
    ...(WITH_STRANGERS.test(path) ? {} : { [STRANGERS]: theirs.owner.uid }),
  };
}

function groups({ mine, theirs, far, nothing, destroyed }: World, { path }: Operation): Foreign {
  return {
    "of another app": far.gid,
    nothing,
    destroyed,
    "a user": mine.friend.uid,
    ...(INTO_GROUPS.test(path) ? {} : { [STRANGERS]: theirs.gid }),
  };
}

const each = (values: Foreign, change: (value: unknown) => unknown): Foreign =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

const lists = (values: Foreign): Foreign => each(values, (value) => [value, value]);

/** Signs and codes of others, and one's own with a letter changed. */
function signs(own: string, theirs: string, far: string): Foreign {
  const last = own.endsWith("A") ? "B" : "A";
  return {
    "of strangers": theirs,
    "of another app": far,
    forged: own.slice(0, -2) + last + last,
    cut: own.slice(0, 20),
  };
}

/** By parameter. */
function foreignValues(world: World, operation: Operation, good: Parameters): Record<string, Foreign> {
  const { mine, theirs, far } = world;
  const { path } = operation;
  const [user, group] = [users(world, operation), groups(world, operation)];
  const stranger = { [STRANGERS]: theirs.owner.uid };
  const conversation = { ...user, [STRANGERS]: theirs.gid };
  const numbers = { none: 999_999, "of nobody": 2 ** 31 - 1 };
  const [sample] = Array.isArray(good["list"]) ? good["list"] : [];
  const item = (uid: unknown) => [{ ...sample, user_id: uid, username: "", password: "p" }];
  return {
    announcement_id: numbers,
    code: signs(mine.code, mine.qrCode, far.code),
    conversation: { "of another app": `g:${far.gid}`, none: "u:1:2", nonsense: "g:", "an app of its own": "far:g:1" },
    conversation_id: conversation,
    deviceSn: numbers,
    device_sn: path === "/message/ack" ? {} : numbers,
    file_id: numbers,
    file_list: lists(numbers),
    file_sign: signs(signOf(mine.file), signOf(theirs.file), signOf(far.file)),
    from_user_id: { ...user, ...stranger },
    group_id: group,
    group_list: lists(group),
    id: { "of another app": path.startsWith("/app/") ? far.secretId : far.owner.uid, nobody: "5" },
    list: typeof sample === "object" ? each(user, item) : lists(user),
    msg_id: { [STRANGERS]: theirs.mid, "of another app": far.mid, none: mine.mid + 7, last: 2 ** 53 - 1 },
    new_owner: { ...user, ...stranger },
    object_name: signs(mine.avatar, signOf(theirs.file), far.avatar),
    opposite_id: conversation,
    qr_code: signs(mine.qrCode, mine.code, far.qrCode),
    qr_info: signs(mine.qrInfo, mine.code, far.qrInfo),
    roster_id: user,
    targets: lists(user),
    ticket: signs(mine.uploadTicket, mine.uploadId, mine.owner.token),
    to_id: { ...user, [STRANGERS]: theirs.gid },
    token: {
      "of another app": far.owner.token,
      forged: `${mine.friend.token.slice(0, -2)}AA`,
      ticket: mine.uploadTicket,
    },
    upload_id: signs(mine.uploadId, mine.uploadTicket, mine.owner.token),
    url: {
      [STRANGERS]: theirs.shared,
      "of another app": far.shared,
      "not the group's": mine.file,
      no: "https://a.example",
    },
    user_id: user,
    user_list: lists(user),
  };
}

export interface ForeignCall {
  /** Which parameter, and what it names. */
  what: string;
  parameters: Parameters;
  kind: string;
}

/** Calls that would be obeyed but for one parameter. */
export function foreignCalls(world: World, operation: Operation, good: Parameters): ForeignCall[] {
  const table = foreignValues(world, operation, good);
  const calls = Object.keys(operation.input.shape).flatMap((name) =>
    Object.entries(table[name] ?? {}).map(([kind, value]) => {
      return { what: `${name} ${kind}`, kind, parameters: { ...good, [name]: value } };
    }),
  );
  if (!("targets" in good)) return calls;
  const toGroups = Object.entries(lists(groups(world, operation)));
  return [
    ...calls,
    ...toGroups.map(([kind, targets]) => ({ what: `group ${kind}`, kind, parameters: { ...good, type: 2, targets } })),
  ];
}
