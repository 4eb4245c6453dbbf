import { describe, expect, it } from "vitest";
import { isFinal, loginDeadlineMs } from "../../../durable-objects/gateway/login-sweep.ts";

describe("[TR-7] how long a connection may be there without a login", () => {
  it("10 s, and 10 minutes once it was refused for good", () => {
    expect(loginDeadlineMs({ sinceMs: 5, refused: false })).toBe(10_005);
    expect(loginDeadlineMs({ sinceMs: 5, refused: true })).toBe(600_005);
  });

  it("what may go well the next time is not for good, and neither is no login at all", () => {
    for (const name of [
      "InvalidToken",
      "SenderForged",
      "UserFrozen",
      "UserTooManyDevice",
      "DeviceGuidConflict",
    ] as const)
      expect(isFinal(name), name).toBe(true);
    expect(isFinal("ServerAppFrozen")).toBe(true);
    for (const name of [
      "ServerNeedRetry",
      "ServerTooManyRequest",
      "FrameMalformed",
      "InvalidParam",
      "UserNotLogin",
    ] as const)
      expect(isFinal(name), name).toBe(false);
  });
});
