/** Files under a server that is killed (docs/files.md). */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "../support/api.ts";
import { ServerProcess } from "../support/browser/server-process.ts";
import { bytesOf, offer, pattern, send } from "../support/files.ts";

const MEBIBYTE = 1024 * 1024;
let data = "";
let server: ServerProcess;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "oriole-files-"));
  server = new ServerProcess(data);
  await server.start();
});

afterAll(async () => {
  await server.kill();
  await rm(data, { recursive: true, force: true });
});

async function login(name: string): Promise<{ uid: number; api: Api }> {
  const { appId, users } = await server.demo();
  const api = new Api(server.url, { app_id: appId });
  const user = users.find((each) => each.name === name);
  const { token, user_id } = (await api.post("/token/user", user)).data as { token: string; user_id: number };
  return { uid: user_id, api: api.as(token) };
}

/** A form with a file that never ends; `sent` resolves when the server has taken that much of it. */
function endlessForm(bytes: number): { body: ReadableStream<Uint8Array>; sent: Promise<void> } {
  let resolve = () => {};
  const sent = new Promise<void>((done) => {
    resolve = done;
  });
  const head = new TextEncoder().encode(
    '--x\r\ncontent-disposition: form-data; name="file"; filename="half.bin"\r\n\r\n',
  );
  let given = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(head),
      pull(controller) {
        if (given < bytes) controller.enqueue(pattern(MEBIBYTE / 4));
        else resolve();
        given += MEBIBYTE / 4;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, sent };
}

describe("[FILE-15] a server that is killed", () => {
  it("keeps files that were acknowledged, and shows nothing of one that was on its way", async () => {
    const [alice, bob] = [await login("alice"), await login("bob")];
    const bytes = pattern(6 * MEBIBYTE);
    const whole = await offer(alice, bob.uid);
    expect(await send(alice, whole, { bytes, name: "whole.bin" })).toMatchObject({ data: true });
    const half = await offer(alice, bob.uid);
    const { body, sent } = endlessForm(12 * MEBIBYTE);
    const init = {
      method: "POST",
      body,
      duplex: "half",
      headers: { "content-type": "multipart/form-data; boundary=x" },
    };
    const cutOff = fetch(half.upload_url, init as RequestInit).then(
      ({ status }) => `answered ${status}`,
      () => "cut off",
    );
    await sent;
    await server.kill();
    expect(await cutOff).toBe("cut off");
    await server.start();
    expect(Buffer.compare(await bytesOf(await bob.api.fetchBare(whole.download_url)), bytes)).toBe(0);
    expect((await bob.api.fetchBare(half.download_url)).status).toBe(404);
    expect(await send(alice, half, { bytes: pattern(10) })).toMatchObject({ code: 10035 });
    const again = await offer(alice, bob.uid);
    expect(await send(alice, again, { bytes: pattern(10) })).toMatchObject({ data: true });
  });
});
