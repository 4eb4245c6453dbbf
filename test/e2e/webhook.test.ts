/** docs/webhooks.md, [HOOK-13]: a receiver that is away while the server is killed hears of everything. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { runtimePids } from "../../server/processes.ts";
import { startServer } from "../../server/start.ts";
import { HookReceiver } from "../support/hook-receiver.ts";
import { TestServer } from "../support/private-server.ts";

const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

it("[HOOK-13] tells what was stored before a SIGKILL, by the alarm alone", async () => {
  const data = await mkdtemp(join(tmpdir(), "oriole-hook-"));
  stops.push(() => rm(data, { recursive: true, force: true }));
  const receiver = await new HookReceiver().start();
  stops.push(() => receiver.stop());
  const first = await startServer({ port: 0, data });
  stops.push(() => first.stop());
  const app = await new TestServer(first).app("killed");
  const admin = await app.admin();
  const { data: secret } = await admin.post("/app/webhook/secret");
  receiver.secrets = [(secret as { secret: string }).secret];
  await admin.post("/app/settings", { after_send_url: receiver.url });
  const [alice, bob] = [await app.user("alice"), await app.user("bob")];
  await receiver.stop();
  const said = ["one", "two", "three"];
  for (const content of said) {
    const sent = await alice.api.post("/message/send", { type: 1, targets: [bob.uid], content_type: 0, content });
    expect(sent.code).toBe(200);
  }
  for (const pid of await runtimePids()) process.kill(pid, "SIGKILL");
  await first.stop();
  await receiver.start();
  const second = await startServer({ port: 0, data });
  stops.push(() => second.stop());
  const events = () => receiver.events(`u:${alice.uid}:${bob.uid}`);
  await receiver.until(() => events().length === said.length, "all that was said", 60_000);
  expect(events().map(({ content, seq }) => [content, seq])).toEqual(said.map((content, at) => [content, at + 1]));
  expect(receiver.received.every(({ signedBy }) => signedBy.length === 1)).toBe(true);
});
