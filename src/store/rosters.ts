/** Rosters: who is whose friend, and how a user shows in another's list. */

import { and, asc, eq, gt, ne } from "drizzle-orm";
import { among, directory } from "./directory";
import { roster, USER_STATUS, users } from "./schema";

export const RELATION = { friend: 0, deleted: 1, stranger: 2, blocked: 3 } as const;

/** Friends after the cursor, in the order of their ids. */
export async function friends(db: D1Database, app: string, uid: number, after: number, limit: number) {
  const rows = await directory(db)
    .select({ friend: roster.friend })
    .from(roster)
    .where(
      and(eq(roster.app, app), eq(roster.uid, uid), gt(roster.friend, after), eq(roster.relation, RELATION.friend)),
    )
    .orderBy(asc(roster.friend))
    .limit(limit);
  return rows.map((row) => row.friend);
}

/** Users as `uid` sees them; those that do not exist are left out. */
export async function rosterItems(db: D1Database, app: string, uid: number, uids: readonly number[]) {
  return directory(db)
    .select({
      uid: users.uid,
      username: users.username,
      nickName: users.nickName,
      avatar: users.avatar,
      description: users.description,
      publicInfo: users.publicInfo,
      settings: users.settings,
      alias: roster.alias,
      ext: roster.ext,
      relation: roster.relation,
      muteNotification: roster.muteNotification,
    })
    .from(users)
    .leftJoin(roster, and(eq(roster.app, users.app), eq(roster.uid, uid), eq(roster.friend, users.uid)))
    .where(and(eq(users.app, app), among(users.uid, uids), ne(users.status, USER_STATUS.removed)));
}
