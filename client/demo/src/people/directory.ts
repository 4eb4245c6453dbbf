import type { OrioleClient } from "oriole-client";
import { onScopeDispose, type ShallowRef, shallowRef } from "vue";
import { createLookup } from "./lookup";
import { createPatientCalls } from "./patient-calls";
import { type Group, groupFrom, type Person, personFrom } from "./person";

export type DirectoryState =
  | { readonly at: "loading" }
  | { readonly at: "ready" }
  | { readonly at: "failed"; readonly cause: unknown };

/** Who there is: names, the user's friends and groups. */
export interface Directory {
  readonly state: Readonly<ShallowRef<DirectoryState>>;
  readonly friends: Readonly<ShallowRef<readonly number[]>>;
  readonly groups: Readonly<ShallowRef<readonly number[]>>;
  person(uid: number): Person | null;
  group(gid: number): Group | null;
  /** Name to show for a user; the id until it is known. */
  nameOf(uid: number): string;
  /** Name to show for a conversation. */
  titleOf(xid: number, kind: "direct" | "group" | "system"): string;
  known(): readonly Person[];
  keep(person: Person): void;
  refresh(): Promise<void>;
}

export function useDirectory(client: OrioleClient): Directory {
  const calls = createPatientCalls(client);
  const people = createLookup<Person>(
    (person) => person.uid,
    async (list) =>
      (await calls.make(() => client.request("POST", "/roster/list", { body: { list } }))).map(personFrom),
  );
  const groupRows = createLookup<Group>(
    (group) => group.gid,
    async (list) =>
      (await calls.make(() => client.request("POST", "/group/info/batch", { body: { group_list: list } }))).map(
        groupFrom,
      ),
  );
  const state = shallowRef<DirectoryState>({ at: "loading" });
  const friends = shallowRef<readonly number[]>([]);
  const groups = shallowRef<readonly number[]>([]);

  const refresh = async () => {
    if (state.value.at === "failed") state.value = { at: "loading" };
    try {
      const [friendIds, groupIds] = await Promise.all([
        calls.make(() => client.request("GET", "/roster/list")),
        calls.make(() => client.request("GET", "/group/user_joined")),
      ]);
      friends.value = friendIds;
      groups.value = groupIds;
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
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });

  const nameOf = (uid: number) => people.get(uid)?.name ?? String(uid);
  return {
    state,
    friends,
    groups,
    person: (uid) => people.get(uid),
    group: (gid) => groupRows.get(gid),
    nameOf,
    titleOf: (xid, kind) => (kind === "group" ? (groupRows.get(xid)?.name ?? String(xid)) : nameOf(xid)),
    known: () => people.all(),
    keep: (person) => people.put([person]),
    refresh,
  };
}
