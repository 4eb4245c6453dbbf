import { expect, it } from "vitest";
import { watchPresence } from "../../../client/src/actions/presence";
import type { OrioleClient } from "../../../client/src/index";
import { settled } from "./fake-clock";

type Watched = Pick<OrioleClient, "request" | "state" | "on">;

it.each([
  ["throws", () => expect.fail("no list to draw")],
  ["rejects", () => Promise.reject(new Error("later"))],
])("a watcher of presence that %s for one friend hears of the others all the same", async (_, fail) => {
  const request = async () => [1, 2];
  const client = { state: { at: "online", sinceMs: 0 }, on: () => () => {}, request } as unknown as Watched;
  const heard: number[] = [];
  const presence = watchPresence(client, [1, 2, 3], (uid) => {
    heard.push(uid);
    return fail();
  });
  await settled();
  presence.stop();
  expect(heard).toEqual([1, 2]);
  expect([1, 2, 3].map((uid) => presence.isOnline(uid))).toEqual([true, true, false]);
});
