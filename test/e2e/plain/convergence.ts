/** What every device ends up with, however late, fast or new it is. */

import { describe, expect, it } from "vitest";
import type { PlainClient } from "../../support/plain-client.ts";
import type { Stage } from "./stage.ts";

/** Reads each message as it comes, as an open chat does; resolves when the last is read. */
const readAtOnce = async (client: PlainClient, xid: number, texts: string[]): Promise<void> => {
  await Promise.all(
    texts.map(async (text) => {
      const { id } = await client.got(xid, text);
      await client.operate("READ_ACK", { to: xid, mid: id });
    }),
  );
};

export function convergenceSuite(stage: { readonly current: Stage }): void {
  describe("convergence", () => {
    it("[PUSH-6] a receipt of a peer that reads at once comes when the sender has taken in its ack", async () => {
      const { pair, online } = stage.current;
      const [anna, ben] = await pair();
      const [a, b] = await Promise.all([online(anna), online(ben)]);
      const texts = ["hello", "are you there?", "well?"];
      const reading = readAtOnce(b, anna.uid, texts);
      for (const text of texts) await a.say(ben.uid, text);
      await reading;
      await a.until(() => a.events.filter((event) => event.is === "operation").length >= 3, "three receipts");
      expect(a.store.of(ben.uid).map(({ content, status }) => [content, status])).toEqual(
        texts.map((text) => [text, 2]),
      );
    });
  });
}
