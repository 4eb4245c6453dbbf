/** Logins by QR code that a device of the user has confirmed and that nobody has used yet. */

import { and, eq, sql } from "drizzle-orm";
import { handovers } from "./schema";

/** They end with whatever takes tokens back: each would bring a new one. */
export const confirmedLogins = (app: string, uid: number) =>
  and(
    eq(handovers.app, app),
    sql`${handovers.id} IN (SELECT id FROM handovers INDEXED BY handovers_uid
      WHERE app = ${app} AND uid = ${uid} AND uid <> 0 AND kind IN ('qr', 'login'))`,
  );
