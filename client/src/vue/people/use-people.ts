import { onScopeDispose, type ShallowRef, shallowRef } from "vue";
import type { OrioleClient } from "../../index";
import { createLookup } from "./lookup";
import { createPatientCalls } from "./patient-calls";
import { type Group, groupFrom, type Person, personFrom } from "./person";

export type PeopleState =
  | { readonly at: "loading" }
  | { readonly at: "ready" }
  | { readonly at: "failed"; readonly cause: unknown };

/** Somebody who asks to be friends. */
export interface FriendRequest {
  readonly uid: number;
  readonly reason: string;
}

/** Who there is: names, the user's friends, groups and requests. Follows the server's notices. */
export interface People {
  readonly state: Readonly<ShallowRef<PeopleState>>;
  readonly friends: Readonly<ShallowRef<readonly number[]>>;
  readonly groups: Readonly<ShallowRef<readonly number[]>>;
  /** Open requests of others to be friends. */
  readonly requests: Readonly<ShallowRef<readonly FriendRequest[]>>;
  person(uid: number): Person | null;
  group(gid: number): Group | null;
  /** Name to show for a user: an ellipsis until it is known, the id where there is none. */
  nameOf(uid: number): string;
  /** Name to show for a conversation. */
  titleOf(xid: number, kind: "direct" | "group" | "system"): string;
  /** Where the picture of a conversation is; empty when it has none. */
  avatarOf(xid: number, kind: "direct" | "group" | "system"): string;
  known(): readonly Person[];
  keep(person: Person): void;
  knownGroups(): readonly Group[];
  keepGroup(group: Group): void;
  refresh(): Promise<void>;
}

/** Status of a request nobody has answered. */
const PENDING = 0;

export function usePeople(client: OrioleClient): People {
  const calls = createPatientCalls(client);
  const people = createLookup<Person>(
    (person) => person.uid,
    async (list) =>
      (await calls.make(() => client.request("POST", "/roster/list", { body: { list } }))).map(personFrom),
  );
  const groupRows = createLookup<Group>(
    (group) => group.gid,
    async (list) => {
      const asked = { body: { group_list: list } };
      return (await calls.make(() => client.request("POST", "/group/info/batch", asked))).map(groupFrom);
    },
  );
  const state = shallowRef<PeopleState>({ at: "loading" });
  const friends = shallowRef<readonly number[]>([]);
  const groups = shallowRef<readonly number[]>([]);
  const requests = shallowRef<readonly FriendRequest[]>([]);

  const refresh = async () => {
    if (state.value.at === "failed") state.value = { at: "loading" };
    try {
      const [friendIds, groupIds, asking] = await Promise.all([
        calls.make(() => client.request("GET", "/roster/list")),
        calls.make(() => client.request("GET", "/group/user_joined")),
        calls.make(() => client.request("GET", "/roster/apply/list")),
      ]);
      friends.value = friendIds;
      groups.value = groupIds;
      requests.value = asking
        .filter(({ status }) => status === PENDING)
        .map(({ user_id, reason }) => ({ uid: user_id, reason }));
      people.refresh();
      groupRows.refresh();
      state.value = { at: "ready" };
    } catch (cause) {
      // What was loaded before is still worth showing.
      if (state.value.at !== "ready") state.value = { at: "failed", cause };
    }
  };

  const stops = [
    calls.stop,
    client.on("state", ({ at }) => {
      if (at === "online") void refresh();
    }),
    client.on("notice", ({ kind, origin }) => {
      if (kind !== "user" && origin === "live") void refresh();
    }),
  ];
  if (client.state.at === "online") void refresh();
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });

  const idOf = (id: number, rows: { pending(id: number): boolean }) => (rows.pending(id) ? "…" : String(id));
  const nameOf = (uid: number) => people.get(uid)?.name ?? idOf(uid, people);
  return {
    state,
    friends,
    groups,
    requests,
    person: (uid) => people.get(uid),
    group: (gid) => groupRows.get(gid),
    nameOf,
    titleOf: (xid, kind) => (kind === "group" ? (groupRows.get(xid)?.name ?? idOf(xid, groupRows)) : nameOf(xid)),
    avatarOf: (xid, kind) => (kind === "group" ? groupRows.get(xid)?.avatar : people.get(xid)?.avatar) ?? "",
    known: () => people.all(),
    keep: (person) => people.put([person]),
    knownGroups: () => groupRows.all(),
    keepGroup: (group) => groupRows.put([group]),
    refresh,
  };
}
