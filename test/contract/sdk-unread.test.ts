/** What the SDK counts as unread, against the real server's own count. */

import { beforeAll, expect, it } from "vitest";
import type { Socket } from "../../client/src/index.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";
import { useSdkClients } from "../support/sdk-clients.ts";

const server = usePrivateServer();
const clients = useSdkClients(server);
let app: TestApp;

beforeAll(async () => {
  app = await server.current.app("sdk-unread");
});

/** A device that can lose its connection and come back, still knowing what it knew. */
async function online(user: TestUser) {
  const sockets: Socket[] = [];
  const socket = (url: string, protocols: string[]) => {
    const opened = new WebSocket(url, protocols) as Socket;
    sockets.push(opened);
    return opened;
  };
  const client = await clients.online(app, user, { maxRetryDelayMs: 1, ports: { socket } });
  const synced = () => expect.poll(() => client.syncState).toBe("synced");
  const back = async () => {
    const caughtUp = new Promise<void>((resolve) => {
      client.on("sync", (state) => {
        if (state === "synced") resolve();
      });
    });
    for (const one of sockets) one.close();
    await caughtUp;
  };
  return { client, synced, back };
}

it("[UNREAD-4] a deleted message is taken off the count once, on every device, also after coming back", async () => {
  const [author, reader] = [await app.user("author"), await app.user("reader")];
  const [phone, tablet] = [await online(reader), await online(reader)];
  const other = phone.client.conversation(author.uid);
  const unread = () => [phone, tablet].map(({ client }) => client.conversation(author.uid).summary.unread);
  for (const content of ["one", "two", "three"]) {
    await author.api.post("/message/send", { type: 1, targets: [reader.uid], content_type: 0, content });
  }
  await expect.poll(unread).toEqual([3, 3]);
  await phone.back();
  const [first] = other.messages();
  await other.delete(first?.mid ?? 0);
  await expect.poll(unread).toEqual([2, 2]);
  await phone.back();
  await tablet.back();
  expect(unread()).toEqual([2, 2]);
});
