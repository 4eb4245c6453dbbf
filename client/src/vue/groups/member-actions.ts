import type { OrioleClient } from "../../index";
import type { Phrase } from "../language/en";
import type { IconName } from "../ui/icons";
import { inForce, type Member, outranks, type Role } from "./group-card";

export type MemberAction = "message" | "promote" | "demote" | "ban" | "unban" | "kick" | "block" | "transfer";

/** What this user may do with another member. */
export function memberActions(own: Role, other: Role, member: Member, nowMs: number): MemberAction[] {
  const actions: MemberAction[] = ["message"];
  if (own === "owner" && other === "member") actions.push("promote");
  if (own === "owner" && other === "admin") actions.push("demote");
  if (own === "owner" && other !== "owner") actions.push("transfer");
  if (!outranks(own, other)) return actions;
  return [...actions, inForce(member.bannedUntil, nowMs) ? "unban" : "ban", "kick", "block"];
}

interface Look {
  readonly label: Phrase;
  readonly icon: IconName;
  readonly danger?: boolean;
}

export const memberActionLooks: Readonly<Record<MemberAction, Look>> = {
  message: { label: "member.message", icon: "chat" },
  promote: { label: "member.promote", icon: "shield" },
  demote: { label: "member.demote", icon: "user" },
  transfer: { label: "member.transfer", icon: "crown" },
  ban: { label: "member.ban", icon: "mute" },
  unban: { label: "member.unban", icon: "bell" },
  kick: { label: "member.kick", icon: "door", danger: true },
  block: { label: "member.block", icon: "block", danger: true },
};

/** How long a ban from the menu lasts, minutes. */
const BAN_MINUTES = 60;

/** Does it, on the server. Rejects when the server refused it for this member. */
export async function takeAction(
  client: OrioleClient,
  action: Exclude<MemberAction, "message">,
  gid: number,
  uid: number,
): Promise<void> {
  const body = { group_id: gid, user_list: [uid] };
  switch (action) {
    case "promote":
      return requireDone(await client.request("POST", "/group/admin/add", { body }));
    case "demote":
      return requireDone(await client.request("POST", "/group/admin/remove", { body }));
    case "transfer":
      return requireDone([
        await client.request("POST", "/group/transfer", { body: { group_id: gid, new_owner: uid } }),
      ]);
    case "ban":
      return requireDone(await client.request("POST", "/group/ban", { body: { ...body, duration: BAN_MINUTES } }));
    case "unban":
      return requireDone(await client.request("POST", "/group/unban", { body }));
    case "kick":
      return requireDone(await client.request("POST", "/group/kick", { body }));
    case "block":
      return requireDone(await client.request("POST", "/group/block", { body }));
    default:
      return action satisfies never;
  }
}

/** Of calls about several users the outcome is told for each: the first refusal is the caller's error. */
export function requireDone(outcomes: readonly { readonly result: string; readonly reason: string }[]): void {
  const refused = outcomes.find(({ result }) => result === "fail");
  if (refused) throw new Error(refused.reason);
}
