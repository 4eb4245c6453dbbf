import { integer } from "drizzle-orm/sqlite-core";

/** A column that is false unless told. */
export const flag = (name: string) => integer(name, { mode: "boolean" }).notNull().default(false);
