/**
 * The tables of D1. Everything begins with the app (tenants never meet).
 *
 * REST owns apps, blocks, users and roster; devices, groups, members, conversations and messages are mirrors that the
 * objects write with plain SQL, idempotently by primary key, so columns are only ever added. Tables with a key of
 * several columns are WITHOUT ROWID, which drizzle cannot say: the migrations carry it by hand.
 */

export * from "./apps";
export * from "./files";
export * from "./groups";
export * from "./messages";
export * from "./rosters";
export * from "./sessions";
export * from "./users";
