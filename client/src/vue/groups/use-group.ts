import { type ComputedRef, computed, onScopeDispose, type ShallowRef, shallowRef } from "vue";
import type { OrioleClient } from "../../index";
import { cardFrom, type GroupCard, type Member, memberFrom, type Role, roleOf } from "./group-card";
import { refusesOutsider } from "./outsider";

export type GroupState =
  | { readonly at: "loading" }
  | { readonly at: "ready" }
  | { readonly at: "failed"; readonly cause: unknown };

/** A group while it is on the screen, kept fresh by its notices. */
export interface OpenGroup {
  /** This user is not in it any more, or it has ended. */
  readonly left: ComputedRef<boolean>;
  readonly state: Readonly<ShallowRef<GroupState>>;
  readonly card: Readonly<ShallowRef<GroupCard | null>>;
  readonly members: Readonly<ShallowRef<readonly Member[]>>;
  readonly admins: Readonly<ShallowRef<readonly number[]>>;
  /** What this user is here. */
  readonly role: ComputedRef<Role>;
  roleOf(uid: number): Role;
  refresh(): Promise<void>;
  /** Does what changes this group, then loads what became of it. */
  change<Answer>(work: () => Promise<Answer>): Promise<Answer>;
}

/** Members asked for at once; of larger groups the first ones are shown. */
const MEMBERS = 1000;

export function useGroup(client: OrioleClient, gid: number): OpenGroup {
  const state = shallowRef<GroupState>({ at: "loading" });
  const card = shallowRef<GroupCard | null>(null);
  const members = shallowRef<readonly Member[]>([]);
  const admins = shallowRef<readonly number[]>([]);
  let turn = 0;

  const refresh = async () => {
    const asked = ++turn;
    try {
      const query = { group_id: gid };
      const [info, list, ranks] = await Promise.all([
        client.request("GET", "/group/settings", { query }),
        client.request("GET", "/group/member_list", { query: { ...query, limit: MEMBERS } }),
        client.request("GET", "/group/admin_list", { query }),
      ]);
      // A later question has the later answer.
      if (asked !== turn) return;
      card.value = cardFrom(info);
      members.value = list.map(memberFrom);
      admins.value = ranks.map(({ user_id }) => user_id);
      state.value = { at: "ready" };
    } catch (cause) {
      if (asked === turn) state.value = { at: "failed", cause };
    }
  };
  const roleHere = (uid: number) => roleOf(uid, card.value?.owner ?? 0, admins.value, members.value);

  const stops = [
    client.on("notice", (notice) => {
      if (notice.kind === "group" && notice.gid === gid && notice.origin === "live") void refresh();
    }),
    client.on("state", ({ at }) => {
      if (at === "online" && state.value.at === "failed") void refresh();
    }),
  ];
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });
  void refresh();

  return {
    left: computed(() => state.value.at === "failed" && refusesOutsider(state.value.cause)),
    state,
    card,
    members,
    admins,
    role: computed(() => roleHere(client.uid)),
    roleOf: roleHere,
    refresh,
    async change(work) {
      const answer = await work();
      await refresh();
      return answer;
    },
  };
}
