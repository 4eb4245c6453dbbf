/** What conversations and the Worker have for users of this hub. */

import type { Delivered, Delivery, Notice, Recipient } from "../rpc";
import type { DeviceRegistry } from "./device-registry";
import { type Mailbox, SharedFrames } from "./mailbox";
import type { Statuses } from "./statuses";

export interface DeliveriesPort {
  mailbox(uid: number): Mailbox;
  /** Takes a user who is no more out of a group. */
  leaveGroup(uid: number, group: string): void;
}

export class Deliveries {
  readonly #port: DeliveriesPort;
  readonly #statuses: Statuses;
  readonly #devices: DeviceRegistry;

  constructor(port: DeliveriesPort, statuses: Statuses, devices: DeviceRegistry) {
    this.#port = port;
    this.#statuses = statuses;
    this.#devices = devices;
  }

  take(delivery: Delivery): Delivered {
    const frames = new SharedFrames();
    const { notices = [] } = delivery;
    // Who was put out and is back with an entry of the same batch is in.
    for (const notice of notices) if (notice.member) this.notify(notice);
    const park = delivery.recipients
      .filter((recipient) => !this.#deliverTo(recipient, delivery, frames))
      .map(({ uid }) => uid);
    for (const notice of notices) if (!notice.member) this.notify(notice);
    return { park };
  }

  /** Its mid in the system conversation; 0 when it is not kept. */
  notify(notice: Notice): number {
    const { uid, applied } = notice;
    // As for one who is brought in, below.
    if (applied !== undefined && this.#statuses.of(uid) === "removed") this.#port.leaveGroup(uid, `g:${applied}`);
    const devices = notice.own ? this.#devices.of(notice.uid).length : 0;
    return this.#port.mailbox(notice.uid).notify(notice, devices, Date.now());
  }

  /** False: may be parked. */
  #deliverTo(recipient: Recipient, delivery: Delivery, frames: SharedFrames): boolean {
    const { uid } = recipient;
    if (this.#statuses.of(uid) !== "removed") return this.#port.mailbox(uid).deliver(delivery, recipient, frames);
    if (!delivery.conversation.startsWith("g:")) return false;
    // Brought in while it was being removed: whoever removes it asks for its groups once, and may have done so by then.
    this.#port.leaveGroup(uid, delivery.conversation);
    // Should that fail, the next delivery comes here again.
    return true;
  }
}
