/** Calls that write to D1 and to objects, drawn at random from what an app may do with its users and groups. */

import type { Api, Parameters } from "../api.ts";
import type { SeededRandom } from "../fuzz/seeded-random.ts";

export interface Mix {
  /** The app. */
  admin: Api;
  uids: readonly number[];
  /** Those that exist so far; what is founded joins them. */
  gids: number[];
}

type Draw = (mix: Mix, dice: SeededRandom) => { by?: number; path: string; with: Parameters; method?: string };

const someUser = ({ uids }: Mix, dice: SeededRandom) => dice.pick(uids);

const inGroup =
  (path: string, given: (uid: number) => Parameters): Draw =>
  (mix, dice) => {
    return { path, with: { group_id: dice.pick(mix.gids), ...given(someUser(mix, dice)) } };
  };

const ofUser =
  (path: string, given: (other: number) => Parameters): Draw =>
  (mix, dice) => {
    return { by: someUser(mix, dice), path, with: given(someUser(mix, dice)) };
  };

const onUsers =
  (path: string, method: string, more: Parameters = {}): Draw =>
  (mix, dice) => {
    return { path, method, with: { list: [someUser(mix, dice)], ...more } };
  };

const list = (uid: number) => ({ user_list: [uid] });
const user = (uid: number) => ({ user_id: uid });

const draws: readonly Draw[] = [
  (mix, dice) => ({ by: someUser(mix, dice), path: "/group/create", with: { user_list: [someUser(mix, dice)] } }),
  inGroup("/group/destroy", () => ({})),
  inGroup("/group/info/name", (uid) => ({ value: `named ${uid}` })),
  inGroup("/group/settings/ban_all", () => ({ duration: 5 })),
  inGroup("/group/invite", list),
  inGroup("/group/invite", list),
  inGroup("/group/kick", list),
  inGroup("/group/admin/add", list),
  inGroup("/group/admin/remove", list),
  inGroup("/group/transfer", (uid) => ({ new_owner: uid })),
  inGroup("/group/ban", (uid) => ({ ...list(uid), duration: 5 })),
  inGroup("/group/block", list),
  inGroup("/group/unblock", list),
  inGroup("/group/announcement/edit", () => ({ title: "t", content: "c" })),
  (mix, dice) => ({ by: someUser(mix, dice), path: "/group/leave", with: { group_id: dice.pick(mix.gids) } }),
  ofUser("/roster/apply", user),
  ofUser("/roster/delete", user),
  ofUser("/roster/block", user),
  ofUser("/roster/unblock", user),
  ofUser("/user/add_roster", (other) => ({ list: [other] })),
  ofUser("/user/add_roster", (other) => ({ list: [other] })),
  ofUser("/user/settings", () => ({ no_sounds: true })),
  ofUser("/user/change_password_admin", () => ({ password: "p" })),
  ofUser("/message/send", (other) => ({ type: 1, targets: [other], content_type: 0, content: "hello" })),
  onUsers("/user/ban", "POST", { duration: -1 }),
  onUsers("/user/unban", "POST"),
  onUsers("/user/disable", "PUT"),
  onUsers("/user/enable", "PUT"),
  onUsers("/user/enable", "PUT"),
  (mix, dice) => ({ path: "/token/revoke", with: { user_id: someUser(mix, dice) } }),
];

/** Makes one call; the code of its answer, or null where the server ended under it. */
export async function callOnce(mix: Mix, dice: SeededRandom): Promise<number | null> {
  const { by, path, with: given, method = "POST" } = dice.pick(draws)(mix, dice);
  const api = by === undefined ? mix.admin : mix.admin.with({ user_id: String(by) });
  try {
    const { code, data } = await api.call(method, path, {}, JSON.stringify(given));
    if (path === "/group/create" && code === 200) mix.gids.push((data as { group_id: number }).group_id);
    return code;
  } catch {
    return null;
  }
}
