import { describe, expect, it } from "vitest";
import { pb } from "../../protocol/codec";

describe("the codec inside workerd", () => {
  it.each([1, 39, 40, 127, 128, 16_384])("keeps texts of %i characters behind other fields", (length) => {
    for (const letter of ["x", "é", "語"]) {
      const body = {
        content: letter.repeat(length),
        config: "{}",
        attachment: letter.repeat(length),
        ext: letter.repeat(50),
      };
      expect(pb.MessageBody.decode(pb.MessageBody.encode(body).finish())).toMatchObject(body);
    }
  });
});
