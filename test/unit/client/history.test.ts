/** Going back in a conversation. */

import { describe, expect, it } from "vitest";
import { A, B, caught, texts, World } from "./harness";

describe("history", () => {
  it("[HIST-1] pages backward from what is in memory, and adds what it finds", async () => {
    const world = new World();
    for (let i = 1; i <= 60; i++) world.server.say(B, A, String(i));
    const { client } = await world.online(A);
    const conversation = client.conversation(B);
    const asked = conversation.history({ limit: 30 });
    await world.server.flow();
    const page = await asked;
    expect(texts(page.messages)).toEqual(Array.from({ length: 30 }, (_, i) => String(i + 11)));
    expect(page.next).toBeGreaterThan(0);
    const rest = conversation.history({ limit: 30 });
    await world.server.flow();
    expect((await rest).next).toBe(0);
    expect(texts(conversation.messages())).toEqual(Array.from({ length: 60 }, (_, i) => String(i + 1)));
  });

  it("answers two callers one after the other, also over a cut", async () => {
    const world = new World();
    for (let i = 1; i <= 60; i++) world.server.say(B, A, String(i));
    const { client } = await world.online(A);
    const both = [
      client.conversation(B).history({ limit: 5 }),
      client.conversation(B).history({ before: 0, limit: 3 }),
    ];
    world.server.live(A)[0]?.cut();
    await world.pass(3000);
    const [older, newest] = await Promise.all(both);
    expect(texts(older?.messages ?? [])).toEqual(["36", "37", "38", "39", "40"]);
    expect(texts(newest?.messages ?? [])).toEqual(["58", "59", "60"]);
  });

  it("rejects at once when nobody will be asked: before a login, after a log-out, and in the turn of one", async () => {
    const world = new World();
    const { client } = world.client(A);
    expect(await caught(client.conversation(B).history())).toMatchObject({ error: "UserNotLogin" });
    const login = client.loginWithToken("1");
    await world.server.flow();
    await login;
    const conversation = client.conversation(B);
    const asked = [conversation.history(), conversation.history()].map(caught);
    client.logout();
    for (const cause of await Promise.all(asked)) expect(cause).toMatchObject({ error: "UserCancel" });
    expect(await caught(conversation.history())).toMatchObject({ error: "UserCancel" });
  });

  it("rejects when nobody answers", async () => {
    const world = new World();
    const { client } = await world.online(A);
    world.server.offline = true;
    world.server.live(A)[0]?.cut();
    const asked = caught(client.conversation(B).history());
    await world.pass(20_000);
    expect(await asked).toMatchObject({ error: "ServerTimeOut", retryable: true });
  });
});
