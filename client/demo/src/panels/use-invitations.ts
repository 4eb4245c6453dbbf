import { useKit, useLoaded } from "oriole-client/vue";
import { computed, onScopeDispose } from "vue";

export type Invitations = ReturnType<typeof useInvitations>;

const PENDING = 0;

/** Groups that this user is asked to come into, as they change. */
export function useInvitations() {
  const { client } = useKit();
  const { state, reload } = useLoaded(async () => {
    const rows = await client.request("GET", "/group/invitation_list");
    return rows.filter(({ status }) => status === PENDING);
  });
  const stops = [
    client.on("notice", ({ kind }) => {
      if (kind === "group") void reload();
    }),
    client.on("state", ({ at }) => {
      if (at === "online") void reload();
    }),
  ];
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });
  const count = computed(() => (state.value.at === "ready" ? state.value.data.length : 0));
  return { state, count, reload };
}
