import { describe, expect, it } from "vitest";
import { pb, toNumber } from "../../../protocol/codec.ts";
import { OrioleError } from "../../../protocol/errors.ts";
import {
  crc32,
  decode,
  frameOf,
  noticeFrame,
  provisionFrame,
  readFrame,
  refusalFrame,
  syncFrame,
  unreadFrame,
} from "../../../protocol/frames.ts";
import { MAX_FRAME_BYTES } from "../../../protocol/limits.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));

function errorOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof OrioleError) return error.error;
    throw error;
  }
  return "none";
}

describe("reading frames", () => {
  it("opens what existing clients send", () => {
    expect(readFrame(hex("08 00 10 00 18 00"))).toEqual({ command: "UNREAD", payload: new Uint8Array(0) });
    expect(readFrame(new Uint8Array(0)).command).toBe("UNREAD");
    for (const command of ["UNREAD", "SYNC", "NOTICE", "PROVISION"] as const) {
      const frame = pb.Frame.encode({ command: pb.Frame.Command[command], payload: hex("0102") }).finish();
      expect(readFrame(frame)).toEqual({ command, payload: hex("0102") });
    }
  });

  it("[INV-9] names what is wrong with a frame", () => {
    const frame = (fields: pb.Frame.$Properties) => pb.Frame.encode(fields).finish();
    expect(errorOf(() => readFrame(new Uint8Array(MAX_FRAME_BYTES + 1)))).toBe("FrameTooLarge");
    expect(errorOf(() => readFrame(frame({ encrypt_method: 1 })))).toBe("ServerEncryptMethodUnsupported");
    expect(errorOf(() => readFrame(frame({ compress_method: 1 })))).toBe("FrameMalformed");
    expect(errorOf(() => readFrame(frame({ command: 4 as never })))).toBe("CommandUnknown");
    expect(errorOf(() => readFrame(frame({ command: 1, payload: hex("01"), check_sum: 7 })))).toBe("CheckSumFailed");
    for (const broken of ["22 05 01", "18", "ff", "22 ff ff ff ff 0f", "0f"]) {
      expect(
        errorOf(() => readFrame(hex(broken))),
        broken,
      ).toBe("FrameMalformed");
    }
  });

  it("takes a frame with the right check sum", () => {
    const payload = new TextEncoder().encode("123456789");
    expect(crc32(payload)).toBe(0xcbf43926);
    const frame = pb.Frame.encode({ command: 1, payload, check_sum: 0xcbf43926 }).finish();
    expect(readFrame(frame).command).toBe("SYNC");
  });

  it("a message that does not decode is FrameMalformed, whatever the codec threw", () => {
    expect(errorOf(() => decode(pb.SyncUL, hex("0a 05 08")))).toBe("FrameMalformed");
  });
});

describe("writing frames", () => {
  it.each([0, 1, 127, 128, 16_383, 16_384, 70_000])("a payload of %i bytes comes back as it was", (size) => {
    const payload = Uint8Array.from({ length: size }, (_, i) => i % 251);
    const half = Math.floor(size / 2);
    const frame = pb.Frame.decode(frameOf(1, [payload.subarray(0, half), payload.subarray(half)]));
    expect(frame.command).toBe(pb.Frame.Command.SYNC);
    expect(Buffer.from(frame.payload ?? []).equals(payload)).toBe(true);
  });

  it("puts encoded metas behind the head of a SyncDL", () => {
    const metas = [1, 2, 300].map((id) => pb.Meta.encode({ id, payload: new Uint8Array(id) }).finish());
    const { payload } = pb.Frame.decode(syncFrame({ next_key: 9, xid: { uid: 5 } }, metas));
    const sync = pb.SyncDL.decode(payload ?? new Uint8Array(0));
    expect(sync.metas?.map(({ id }) => toNumber(id))).toEqual([1, 2, 300]);
    expect([toNumber(sync.next_key), toNumber(sync.xid?.uid)]).toEqual([9, 5]);
  });

  it("a NOTICE writes the uid even when it is 0: clients read the payload as an XID", () => {
    const payload = (uid: number) => pb.Frame.decode(noticeFrame(uid)).payload ?? new Uint8Array(0);
    expect([...payload(0)]).toEqual([0x0a, 0x02, 0x08, 0x00]);
    expect(toNumber(pb.Notice.decode(payload(2_097_152)).xid?.uid)).toBe(2_097_152);
  });

  it("a refusal names the client mid where there is one, and never a success", () => {
    const read = (frame: Uint8Array) => pb.SyncDL.decode(pb.Frame.decode(frame).payload ?? new Uint8Array(0));
    const refusal = read(refusalFrame("SenderForged", undefined, "9007199254740993"));
    expect(refusal.status).toMatchObject({ code: 9, error: 906 });
    expect(String(refusal.client_mid)).toBe("9007199254740993");
    expect(toNumber(read(refusalFrame("InvalidParam")).client_mid)).toBe(0);
    expect(toNumber(read(refusalFrame("InvalidParam", "why", undefined, 7)).xid?.uid)).toBe(7);
  });

  it("[UNREAD-1] every item of a list has an xid, also the system conversation", () => {
    const { payload } = pb.Frame.decode(unreadFrame([{ xid: { uid: 0 }, n: 1 }, { xid: { uid: 3 } }]));
    const list = pb.UnreadDL.decode(payload ?? new Uint8Array(0));
    expect(list.unread?.map(({ xid }) => toNumber(xid?.uid))).toEqual([0, 3]);
    expect(list.unread?.every((item) => Object.hasOwn(item, "xid"))).toBe(true);
  });

  it("a PROVISION reply is one", () => {
    expect(pb.Frame.decode(provisionFrame({ status: { code: 1 } })).command).toBe(pb.Frame.Command.PROVISION);
  });
});
