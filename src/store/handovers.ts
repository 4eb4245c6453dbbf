/** Logins by QR code that a device of the user has confirmed and that nobody has used yet. */

import { and, eq, inArray } from "drizzle-orm";
import { handovers } from "./schema";

/** They end with whatever takes tokens back: each would bring a new one. */
export const confirmedLogins = (app: string, uid: number) =>
  and(eq(handovers.app, app), eq(handovers.uid, uid), inArray(handovers.kind, ["qr", "login"]));
