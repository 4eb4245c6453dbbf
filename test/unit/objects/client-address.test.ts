import { expect, it } from "vitest";
import { limitedAs } from "../../../durable-objects/access/client-address.ts";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::6", "2001:db8:1:2::/64"],
  ["2001:db8::1:0:0:6", "2001:db8:0:0::/64"],
  ["[2001:db8:1:2::6]", "2001:db8:1:2::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["not an address", "not an address"],
  ["192.0.2.7:4711", "192.0.2.7:4711"],
])("[RATE-1] %s is limited as %s", (address, as) => {
  expect(limitedAs(address)).toBe(as);
});
