/** Three users of an app, two of whom share a group, and calls of REST in their names. */

import { env, exports } from "cloudflare:workers";
import { expect } from "vitest";
import { signToken } from "../../../durable-objects/access/token";
import { forgetStanding } from "../../../src/services/user-standing";
import { SdkClient } from "./sdk-client";
import { makeApp, makeUser, type User } from "./stage";

export interface Stage {
  /** Owns the group; a friend of ben's. */
  anna: User;
  /** A member. */
  ben: User;
  /** In nothing, knows nobody. */
  carl: User;
  gid: number;
  /** Of ben's one device. */
  sn: number;
  admin: string;
}

export interface Call {
  /** Whose token; the app's where there is none. */
  by?: User;
  /** On whose behalf the app calls. */
  for?: User;
  path: string;
  with?: Record<string, unknown>;
  method?: string;
}

export async function rest({ by, for: acting, path, with: given = {}, method = "POST" }: Call, admin: string) {
  const headers = {
    "content-type": "application/json",
    "access-token": by ? by.token : admin,
    ...(acting ? { user_id: String(acting.uid) } : {}),
  };
  const body = method === "GET" ? {} : { body: JSON.stringify(given) };
  const response = await exports.default.fetch(`http://oriole.example${path}`, { method, headers, ...body });
  return (await response.json()) as { code: number; message: string; data: unknown };
}

export async function newStage(): Promise<Stage> {
  const app = await makeApp();
  const [anna, ben, carl] = [await makeUser(app), await makeUser(app), await makeUser(app)];
  const { token: admin } = await signToken({ id: app, secret: app }, { uid: 0, guid: null, role: "admin" }, Date.now());
  const done = async (call: Call) => {
    const answer = await rest(call, admin);
    expect(answer.code, `${call.path}: ${answer.message}`).toBe(200);
    return answer.data;
  };
  const device = await SdkClient.inbox(ben);
  await done({ for: anna, path: "/user/add_roster", with: { list: [ben.uid] } });
  const group = await done({ by: anna, path: "/group/create", with: { name: "g", user_list: [ben.uid] } });
  const { group_id: gid } = group as { group_id: number };
  return { anna, ben, carl, gid, sn: device.sn, admin };
}

/** Something that has to be so before the call. */
export async function first(stage: Stage, ...calls: Call[]): Promise<void> {
  for (const call of calls) expect((await rest(call, stage.admin)).code, call.path).toBe(200);
}

/** A cut-off call is given some seconds to come to its end before others finish it: here they have passed. */
export async function later({ anna, ben, carl }: Stage): Promise<void> {
  await env.DB.prepare("UPDATE users SET untold_since = 0 WHERE app = ? AND untold <> 0").bind(anna.app).run();
  for (const { app, uid } of [anna, ben, carl]) forgetStanding(app, uid);
}

/** The next one who has to do with each of them. */
export async function touch({ anna, ben, carl, admin }: Stage): Promise<void> {
  for (const user of [anna, ben, carl]) await rest({ for: user, method: "GET", path: "/roster/list" }, admin);
}
