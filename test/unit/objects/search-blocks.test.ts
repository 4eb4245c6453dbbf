import { describe, expect, it } from "vitest";
import type { LogRow } from "../../../durable-objects/conversation/log.ts";
import { searchRows } from "../../../durable-objects/conversation/search-blocks.ts";
import { pb } from "../../../protocol/codec.ts";

/** What D1 takes a value. */
const D1_BYTES = 2_000_000;

function message(seq: number, content: string): LogRow {
  const payload = pb.MessageBody.encode({ content }).finish();
  const meta = pb.Meta.encode({ ns: pb.Meta.NameSpace.MESSAGE, payload }).finish();
  return { seq, mid: seq * 10, sender: 1, sn: 1, kind: "message", target: 0, time: 0, prevMid: 0, meta };
}

const rowsOf = (content: string) =>
  searchRows(
    { span: () => [] },
    Array.from({ length: 32 }, (_, n) => message(n + 1, content)),
    32,
  );

describe("[SEARCH-2] what D1 gets of a stretch", () => {
  it("is all of its texts, folded", () => {
    expect(rowsOf("Ａb")).toEqual([[0, 10, 320, Array(32).fill("ab").join("\n")]]);
  });

  it.each([
    ["grow as they are folded", "\ufdfa"],
    ["grow as they are escaped", "\u0001"],
    ["take three bytes a character", "字"],
  ])("is no more than D1 takes, where the largest texts %s", (_, letter) => {
    const [row] = rowsOf(letter.repeat(16_384 / Buffer.byteLength(letter)));
    expect(row?.slice(0, 3)).toEqual([0, 10, 320]);
    expect(Buffer.byteLength(JSON.stringify(row))).toBeLessThan(D1_BYTES);
  });
});
