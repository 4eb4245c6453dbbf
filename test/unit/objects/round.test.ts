import { describe, expect, it } from "vitest";
import { nextRound, statementsOf } from "../../../durable-objects/archiver/round.ts";

const handed = (name: string, chars: number) => ({
  name,
  writes: [{ sql: "", app: "", conversation: "", rows: "x".repeat(chars) }],
});
const names = (round: { name: string }[]) => round.map(({ name }) => name);

describe("what the archiver writes in one call", () => {
  it("is all that waits, in order, up to 100,000 characters", () => {
    const waiting = [handed("a", 40_000), handed("b", 50_000), handed("c", 20_000)];
    expect(names(nextRound(waiting))).toEqual(["a", "b"]);
    expect(names(nextRound(waiting))).toEqual(["c"]);
    expect(nextRound(waiting)).toEqual([]);
  });

  it("is one alone where one is larger than that", () => {
    const waiting = [handed("large", 400_000), handed("small", 1)];
    expect(names(nextRound(waiting))).toEqual(["large"]);
  });

  it("is a hundred at most", () => {
    const waiting = Array.from({ length: 101 }, (_, i) => handed(String(i), 1));
    expect(nextRound(waiting)).toHaveLength(100);
    expect(names(waiting)).toEqual(["100"]);
  });

  it("has one statement a table, with everybody's rows", () => {
    const write = (sql: string, conversation: string, rows: string) => ({ sql, app: 'a"pp', conversation, rows });
    const statements = statementsOf([
      { writes: [write("messages", "u:1:2", "[[1]]"), write("search", "u:1:2", "[[0]]")] },
      { writes: [write("messages", "g:3", "[[4],[5]]")] },
    ]);
    expect(statements.map(({ sql, param }) => [sql, JSON.parse(param)])).toEqual([
      [
        "messages",
        [
          ['a"pp', "u:1:2", [[1]]],
          ['a"pp', "g:3", [[4], [5]]],
        ],
      ],
      ["search", [['a"pp', "u:1:2", [[0]]]]],
    ]);
  });

  it("has more statements where one would be more than D1 takes, and all rows in their order", () => {
    const rows = Array.from({ length: 8 }, (_, n) => `[["${String(n).repeat(160_000)}"]]`);
    const writes = rows.map((each) => ({ sql: "messages", app: "app", conversation: "g:3", rows: each }));
    const statements = statementsOf([{ writes }]);
    for (const { param } of statements) expect(param.length * 3).toBeLessThan(2_000_000);
    const parts: unknown[][] = statements.flatMap(({ param }) => JSON.parse(param));
    expect(parts.map(([, , each]) => JSON.stringify(each))).toEqual(rows);
  });
});
