/** Notices of REST calls to the devices of users (xsync.md §8.2, §8.3). */

import { type Env, hubStubNamed } from "../../durable-objects/env";
import { groupByHub } from "../../durable-objects/group-by-hub";
import type { Notice } from "../../durable-objects/rpc";
import { pb } from "../../protocol/codec";

const { ROSTER_NOTICE } = pb.Meta.NameSpace;

export { infoUpdated } from "../../durable-objects/info-updated";

/** Most notices of one call to a hub. */
const BATCH = 500;

/** One call a hub. What changed is stored by now: a hub that cannot be reached must not make it look undone. */
export async function notify(env: Env, app: string, notices: readonly Notice[]): Promise<void> {
  const byHub = groupByHub(app, notices, ({ uid }) => uid);
  await Promise.all([...byHub].map(([name, own]) => toHub(env, name, own)));
}

async function toHub(env: Env, name: string, notices: Notice[]): Promise<void> {
  for (let at = 0; at < notices.length; at += BATCH) {
    try {
      await hubStubNamed(env, name).notify(notices.slice(at, at + BATCH));
    } catch (error) {
      console.error(JSON.stringify({ event: "worker.notify_failed", hub: name, error: String(error) }));
    }
  }
}

export type RosterEvent = keyof typeof pb.RosterNotice.Type;

/** `uid` is told; `from` and `to` are the two parties, as the table of xsync.md §8.2 has them for the event. */
export function rosterNotice(
  uid: number,
  event: RosterEvent,
  { from, to, content = "" }: { from: number; to: number; content?: string },
): Notice {
  const payload = pb.RosterNotice.encode({
    type: pb.RosterNotice.Type[event],
    from: { uid: from, deviceSN: 0 },
    to: [{ uid: to, deviceSN: 0 }],
    content,
  }).finish();
  return { uid, ns: ROSTER_NOTICE, from, fromSn: 0, to: uid, payload };
}

/** Both parties are told the same. */
export function toBoth(event: RosterEvent, from: number, to: number, content = ""): Notice[] {
  return [from, to].map((uid) => rosterNotice(uid, event, { from, to, content }));
}
