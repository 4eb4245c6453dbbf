/** Mobile numbers: one number however it is written, and those that were stored before that was so. */

import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { mobileOf } from "../../src/services/mobile";

describe("a mobile number", () => {
  it.each([
    "+4917012345",
    "+49 170 123-45",
    " +49 (170) 123.45 ",
    "+49 170/12345",
    "＋４９　１７０（１２３）４５",
    "+49\u00a0170\u2011123\u201345",
    "\u202a+4917012345\u202c",
  ])("is the same written %j", (text) => {
    expect(mobileOf(text)).toBe("+4917012345");
  });

  it("without a + is another one, because nobody can tell the country", () => {
    expect(mobileOf("0170 12345")).toBe("017012345");
    expect(mobileOf("00 49 170 12345")).toBe("004917012345");
  });

  it.each([
    "",
    " ",
    "+",
    "123",
    "+49 170 1234567890 1",
    "++4917012345",
    "4917+012345",
    "ann",
    "+49 170 ext 12",
    "١٢٣٤٥",
  ])("is not %j", (text) => {
    expect(mobileOf(text)).toBeNull();
  });
});

describe("numbers that were stored as typed", () => {
  const migration = readFileSync("migrations/0011_plain_mobiles.sql", "utf8");

  /** Stored numbers after the migration; each user has the next uid, of the app that is named before the colon. */
  function migrated(...typed: string[]): string[] {
    const database = new DatabaseSync(":memory:");
    database.exec("CREATE TABLE users (app TEXT, uid INTEGER, mobile TEXT, PRIMARY KEY (app, uid))");
    const insert = database.prepare("INSERT INTO users VALUES (?, ?, ?)");
    for (const [uid, each] of typed.entries())
      insert.run(...(each.split(":") as [string, string]).toSpliced(1, 0, String(uid)));
    database.exec(migration);
    return database
      .prepare("SELECT app || ':' || mobile AS mobile FROM users ORDER BY uid")
      .all()
      .map(({ mobile }) => String(mobile));
  }

  it("are their digits", () => {
    expect(migrated("a:+49 170 123-45", "a:", "a:+4917054321", "b:+49-17012345")).toEqual([
      "a:+4917012345",
      "a:",
      "a:+4917054321",
      "b:+4917012345",
    ]);
  });

  it("are one user's: of those who have the same, the first, or who wrote it plainly", () => {
    expect(migrated("a:+49 170 1", "a:+49-1701", "a:+49 170-1")).toEqual(["a:+491701", "a:+49-1701", "a:+49 170-1"]);
    expect(migrated("a:+49 170 1", "a:+491701")).toEqual(["a:+49 170 1", "a:+491701"]);
  });
});
