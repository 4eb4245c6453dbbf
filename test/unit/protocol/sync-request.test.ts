import { describe, expect, it } from "vitest";
import { fromDecimal, pb } from "../../../protocol/codec.ts";
import { OrioleError } from "../../../protocol/errors.ts";
import { DEFAULT_PAGE, MAX_METAS_PER_FRAME, MAX_PAGE } from "../../../protocol/limits.ts";
import { readSync } from "../../../protocol/sync-request.ts";

const read = (fields: pb.SyncUL.$Properties) => readSync(pb.SyncUL.encode(fields).finish());

describe("SYNC", () => {
  it("[PULL-1] without a key begins at the cursor; key 0 is a key", () => {
    expect(read({ xid: { uid: 5 } })).toEqual({ do: "pull", xid: 5, key: null, limit: DEFAULT_PAGE });
    expect(read({ xid: { uid: 5 }, key: 0 })).toEqual({ do: "pull", xid: 5, key: 0, limit: DEFAULT_PAGE });
    expect(read({ xid: { uid: 5 }, key: 77, limit: 10 })).toEqual({ do: "pull", xid: 5, key: 77, limit: 10 });
    expect(read({ xid: { uid: 0 } })).toMatchObject({ do: "pull", xid: 0 });
    expect(read({ xid: {}, limit: 100_000 })).toMatchObject({ xid: 0, limit: MAX_PAGE });
  });

  it("[HIST-1] is history by its flag, whatever else it holds; a negative count counts by its size", () => {
    const history = { xid: { uid: 5 }, key: 9, is_full_sync: true };
    expect(read({ ...history, full_sync_num: 20 })).toEqual({ do: "history", xid: 5, before: 9, limit: 20 });
    expect(read({ ...history, full_sync_num: -20 })).toMatchObject({ limit: 20 });
    expect(read({ ...history })).toMatchObject({ limit: DEFAULT_PAGE });
    expect(read({ ...history, meta: { id: 1 } })).toMatchObject({ do: "history" });
  });

  it("[SEND-1] sends one meta or several, client mids to the digit", () => {
    const meta = { id: fromDecimal("18446744073709551615"), from: { uid: 1 }, to: { uid: 2 }, ns: 1 };
    const one = read({ meta });
    expect(one).toMatchObject({ do: "send", metas: [{ clientMid: "18446744073709551615", from: 1, to: 2, ns: 1 }] });
    expect(read({ metas: [meta, { ...meta, id: 3 }] })).toMatchObject({ metas: [{}, { clientMid: "3" }] });
    expect(read({ meta: {} })).toEqual({
      do: "send",
      metas: [{ clientMid: "0", from: 0, to: 0, ns: 0, payload: new Uint8Array(0) }],
    });
  });

  it("[INV-9] refuses what asks for nothing and what sends too much at once", () => {
    expect(() => read({})).toThrow(OrioleError);
    expect(() => read({ key: 5 })).toThrow("neither meta nor xid");
    const metas = Array.from({ length: MAX_METAS_PER_FRAME + 1 }, () => ({ id: 1 }));
    expect(() => read({ metas })).toThrow("too many metas");
    expect(read({ metas: metas.slice(1) })).toMatchObject({ do: "send" });
  });
});
