/** Everything that there is: all of D1, and what the objects of groups, conversations and users answer. */

import { z } from "zod";
import type { Api, Parameters } from "../api.ts";
import type { TestServer } from "../private-server.ts";
import { send } from "./attempt.ts";
import { asQuery } from "./cases.ts";
import type { Household, World } from "./world.ts";

/** Of the database itself; and wrong passwords, which are meant to be counted. */
const NOT_HELD = /^(sqlite_|_cf_|d1_)|^login_failures$/;

export type Held = Record<string, string>;

const tableNames = z.array(z.object({ name: z.string() }));

/** Rows by table; a table that is added is held as well. */
export async function heldInD1({ database }: TestServer): Promise<Held> {
  const { results } = await database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
  const names = tableNames.parse(results).flatMap(({ name }) => (NOT_HELD.test(name) ? [] : [name]));
  const tables = await database.batch(names.map((name) => database.prepare(`SELECT * FROM "${name}"`)));
  return Object.fromEntries(names.map((name, at) => [name, JSON.stringify(tables[at]?.results)]));
}

/** What the objects say to whoever may ask. */
export async function heldByObjects({ mine, theirs, far }: World): Promise<Held> {
  const asked = [mine, theirs, far].flatMap((household) => questions(household));
  const answers = await Promise.all(
    asked.map(async ({ who, by, path, given }) => {
      const method = path === "/group/application_list" ? "POST" : "GET";
      const query = asQuery(given);
      const { text } = await send(by, { path }, { method, query });
      return [`${path}?${query} of ${who}`, text];
    }),
  );
  return Object.fromEntries(answers);
}

interface Question {
  who: string;
  by: Api;
  path: string;
  given: Parameters;
}

function questions({ app, admin, owner, friend, gid }: Household): Question[] {
  const ofGroup = [
    "info",
    "member_list",
    "admin_list",
    "banned_list",
    "blocked_list",
    "announcement/list",
    "file/list",
  ];
  const ofUser = ["/message/unread", "/group/user_joined", "/group/invitation_list", "/user/device/list"];
  const history = [gid, friend.uid].map((opposite_id) => ({ opposite_id }));
  return [
    ...ofGroup.map((name) => ({ who: app.id, by: admin, path: `/group/${name}`, given: { group_id: gid } })),
    { who: app.id, by: admin, path: "/group/application_list", given: { group_list: [gid] } },
    ...history.map((given) => ({ who: owner.name, by: owner.api, path: "/message/conversation", given })),
    ...[owner, friend].flatMap(({ name: who, api: by }) => [
      // Whatever a user is told of is there.
      { who, by, path: "/message/conversation", given: { opposite_id: 0 } },
      ...ofUser.map((path) => ({ who, by, path, given: {} })),
    ]),
  ];
}

/** Where two differ: table or question, what was, what is. */
export function differences(before: Held, after: Held): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [was, is] = [before[name], after[name]];
    if (was === is) return [];
    return [`${name}: ${aroundChange(was ?? "nothing", is ?? "nothing")}`];
  });
}

function aroundChange(was: string, is: string): string {
  let at = 0;
  while (at < was.length && was[at] === is[at]) at += 1;
  const from = Math.max(0, at - 150);
  return `\n  was …${was.slice(from, at + 150)}…\n  is  …${is.slice(from, at + 150)}…`;
}

/** Waits until mirrors and archives have caught up with the objects. */
export async function whenSettled(server: TestServer): Promise<Held> {
  for (let still = await heldInD1(server); ; ) {
    // Archives are written within half a second (docs/PROTOCOL.md).
    await new Promise((resolve) => setTimeout(resolve, 700));
    const now = await heldInD1(server);
    if (differences(still, now).length === 0) return now;
    still = now;
  }
}
