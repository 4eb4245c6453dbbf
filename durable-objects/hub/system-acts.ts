/** What a user does in its own system conversation: carried out here, and told to the user's other devices. */

import type { Notice, SystemAct } from "../rpc";
import type { Mailbox } from "./mailbox";

/** Refuses by OrioleError what names no message there. A repetition changes nothing and tells nobody. */
export function actInSystem(
  mailbox: Mailbox,
  { sn, ns, payload, to }: SystemAct,
  tell: (notice: Notice) => void,
): void {
  if (!mailbox.system.apply({ ns, payload })) return;
  const { uid } = mailbox;
  const told: Notice = { uid, ns, from: uid, fromSn: sn, to, payload, exceptSn: sn };
  // By REST it was none of the user's devices: even the only one has to hear of it.
  tell(sn === 0 ? told : { ...told, own: true });
}
