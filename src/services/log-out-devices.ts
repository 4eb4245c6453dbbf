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
  return (await voidTokens(caller, sn)) && (await hubStub(env, app.id, uid).kickDevice(uid, sn, nowMs));
}

/** The same for one that is forgotten. */
export async function removeDevice(caller: Caller, sn: number): Promise<boolean> {
  const { env, app, uid, nowMs } = caller;
  if (!(await voidTokens(caller, sn))) return false;
  const known = await hubStub(env, app.id, uid).removeDevice(uid, sn, nowMs);
  if (known) await forgetDevice(env.DB, app.id, uid, sn);
  return known;
}

/** For REST, which asks D1; sockets ask the hub. */
async function voidTokens({ env, app, uid, nowMs }: Caller, sn: number | null): Promise<boolean> {
  const known = await hubStub(env, app.id, uid).devices(uid);
  const guids = known.filter((device) => sn === null || device.sn === sn).map(({ guid }) => guid);
  if (sn !== null && guids.length === 0) return false;
  await keepKicks(env.DB, { app: app.id, uid, at: nowMs }, guids, nowMs - TOKEN_LIFETIME_MS);
  for (const guid of guids) forgetKick(app.id, uid, guid);
  return true;
}
