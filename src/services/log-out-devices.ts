/** Logging devices out, so that what they hold opens nothing any more. */

import { TOKEN_LIFETIME_MS } from "../../durable-objects/access/token";
import { hubStub } from "../../durable-objects/env";
import type { Callers } from "../operation";
import { keepKicks } from "../store/kicked-devices";
import { forgetDevice } from "../store/push";
import { forgetKick } from "./user-standing";

type Caller = Pick<Callers["user"], "env" | "app" | "uid" | "nowMs">;

/** A device, or (null) all of them; they stay known. False: no such device. May be repeated. */
export async function kickDevices(caller: Caller, sn: number | null): Promise<boolean> {
  const { env, app, uid, nowMs } = caller;
  const guids = await guidsOf(caller, sn);
  if (!(await hubStub(env, app.id, uid).kickDevice(uid, sn, nowMs))) return false;
  await voidTokens(caller, guids);
  return true;
}

/** The same for one that is forgotten. */
export async function removeDevice(caller: Caller, sn: number): Promise<boolean> {
  const { env, app, uid, nowMs } = caller;
  const guids = await guidsOf(caller, sn);
  if (!(await hubStub(env, app.id, uid).removeDevice(uid, sn, nowMs))) return false;
  await voidTokens(caller, guids);
  await forgetDevice(env.DB, app.id, uid, sn);
  return true;
}

async function guidsOf({ env, app, uid }: Caller, sn: number | null): Promise<string[]> {
  const known = await hubStub(env, app.id, uid).devices(uid);
  return known.filter((device) => sn === null || device.sn === sn).map(({ guid }) => guid);
}

/** REST asks D1, sockets ask the hub. The hub comes first, because it tells D1 itself should this end in between. */
async function voidTokens({ env, app, uid, nowMs }: Caller, guids: readonly string[]): Promise<void> {
  await keepKicks(env.DB, { app: app.id, uid, at: nowMs }, guids, nowMs - TOKEN_LIFETIME_MS);
  for (const guid of guids) forgetKick(app.id, uid, guid);
}
