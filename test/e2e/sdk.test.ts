/** The SDK against the server that `npm start` runs: three clients, both socket paths, a server that is killed. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Message, Oriole, type OrioleEvents, type OrioleOptions } from "../../client/src/index.ts";
import { ServerProcess } from "../support/browser/server-process.ts";

const WAIT_MS = 30_000;

let data: string;
let server: ServerProcess;
let appId: string;
const open: Device[] = [];

/** One client, and everything it heard. */
class Device {
  readonly client: Oriole;
  readonly messages: Message[] = [];
  readonly notices: OrioleEvents["notice"][] = [];
  readonly typing: boolean[] = [];
  readonly receipts: string[] = [];
  readonly kicks: OrioleEvents["kicked"][] = [];
  readonly errors: OrioleEvents["error"][] = [];
  readonly #watchers = new Set<() => void>();

  constructor(options: Partial<OrioleOptions> = {}) {
    this.client = new Oriole({ url: server.url, appId, keepMessages: 10_000, maxRetryDelayMs: 1000, ...options });
    const heard = (work: () => void) => () => {
      work();
      for (const watcher of this.#watchers) watcher();
    };
    const { client } = this;
    client.on("message", (event) => heard(() => this.messages.push(event.message))());
    client.on("notice", (event) => heard(() => this.notices.push(event))());
    client.on("typing", (event) => heard(() => this.typing.push(event.typing))());
    client.on("receipt", ({ uid, kind, mid }) => heard(() => this.receipts.push(`${uid} ${kind} ${mid}`))());
    client.on("kicked", (event) => heard(() => this.kicks.push(event))());
    client.on("error", (event) => heard(() => this.errors.push(event))());
    for (const name of ["messageUpdated", "conversation", "state", "sync"] as const) {
      client.on(
        name,
        heard(() => {}),
      );
    }
    open.push(this);
  }

  /** Resolves once it holds, looking again after every event. */
  until(what: string, holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => done(new Error(`did not happen: ${what}`)), WAIT_MS);
      const done = (error?: Error) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        if (error) reject(error);
        else resolve();
      };
      const look = () => {
        if (holds()) done();
      };
      this.#watchers.add(look);
      look();
    });
  }

  texts(xid: number): string[] {
    return this.client
      .conversation(xid)
      .messages()
      .map(({ content }) => content);
  }

  heard(xid: number): string[] {
    return this.messages.filter((message) => message.xid === xid).map(({ content }) => content);
  }
}

interface User {
  uid: number;
  username: string;
  password: string;
}

let serial = 0;
async function newUser(): Promise<User> {
  const username = `sdk${Date.now().toString(36)}${serial++}`;
  const password = "correct horse";
  const call = (path: string, body: object) =>
    fetch(server.url + path, {
      method: "POST",
      headers: { app_id: appId, "content-type": "application/json" },
      body: JSON.stringify(body),
    }).then((response) => response.json() as Promise<{ data: { user_id: number } }>);
  await call("/user/register/v2", { username, password });
  const { data: granted } = await call("/token/user", { name: username, password });
  return { uid: granted.user_id, username, password };
}

async function online(user: User, options?: Partial<OrioleOptions>): Promise<Device> {
  const device = new Device(options);
  await device.client.login(user);
  await device.until("synced", () => device.client.syncState === "synced");
  return device;
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "oriole-sdk-"));
  server = new ServerProcess(data);
  await server.start();
  appId = (await server.demo()).appId;
});

afterEach(() => {
  for (const { client } of open.splice(0)) client.close();
});

afterAll(async () => {
  await server?.kill();
  await rm(data, { recursive: true, force: true });
});

describe("two people", () => {
  it("log in with a password, or are told why not", async () => {
    const user = await newUser();
    const device = await online(user);
    expect(device.client.uid).toBe(user.uid);
    expect(device.client.deviceSn).toBeGreaterThan(0);
    const refused = new Device().client.login({ ...user, password: "wrong" });
    await expect(refused).rejects.toMatchObject({ error: "UserAuthFailed" });
    for (const token of ["not a token", "not.a.token"]) {
      const forged = new Device().client.loginWithToken(token);
      await expect(forged).rejects.toMatchObject({ error: "InvalidToken" });
    }
  });

  it("chat, with delivery, reading, typing, recall, edit and append on every device", async () => {
    const [ann, bob] = [await newUser(), await newUser()];
    const a = await online(ann);
    const b = await online(bob);
    const a2 = await online(ann);
    const toBob = a.client.conversation(bob.uid);
    const sent = await Promise.all(["one", "two", "three"].map((text) => toBob.send(text)));
    expect(sent.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    await b.until("three messages", () => b.heard(ann.uid).length === 3);
    await a2.until("the echo", () => a2.heard(bob.uid).length === 3);
    expect(b.heard(ann.uid)).toEqual(["one", "two", "three"]);
    expect(b.client.conversation(ann.uid).summary.unread).toBe(3);
    await a.until("delivered", () => toBob.messages().every(({ status }) => status === "delivered"));

    await b.client.conversation(ann.uid).markRead();
    for (const device of [a, a2]) {
      await device.until("read", () =>
        device.client
          .conversation(bob.uid)
          .messages()
          .every(({ status }) => status === "read"),
      );
    }
    b.client.conversation(ann.uid).typing(true);
    await a.until("typing", () => a.typing.length === 1);

    const [one, two, three] = sent.map(({ mid }) => mid);
    await b.client.conversation(ann.uid).markPlayed(two ?? 0);
    for (const device of [a, a2]) {
      await device.until("played", () => device.receipts.includes(`${bob.uid} played ${two}`));
    }
    await toBob.recall(one ?? 0);
    await toBob.edit(two ?? 0, "zwei");
    await Promise.all(["!", "?"].map((text) => toBob.append(three ?? 0, text)));
    for (const [device, xid] of [
      [a, bob.uid],
      [a2, bob.uid],
      [b, ann.uid],
    ] as const) {
      await device.until("edits", () => device.texts(xid).join() === ",zwei,three!?");
    }
    expect([a.errors, a2.errors, b.errors]).toEqual([[], [], []]);
  });

  it("find history, unread and the list again on a new device", async () => {
    const [ann, bob] = [await newUser(), await newUser()];
    const a = await online(ann);
    await Promise.all(Array.from({ length: 70 }, (_, i) => a.client.conversation(bob.uid).send(String(i))));
    const b = await online(bob, { tail: 10 });
    expect(b.client.conversations()).toMatchObject([{ xid: ann.uid, unread: 70, last: { content: "69" } }]);
    expect(b.heard(ann.uid)).toEqual(Array.from({ length: 10 }, (_, i) => String(60 + i)));
    const conversation = b.client.conversation(ann.uid);
    for (;;) if ((await conversation.history({ limit: 25 })).next === 0) break;
    expect(b.texts(ann.uid)).toEqual(Array.from({ length: 70 }, (_, i) => String(i)));
    await conversation.markRead();
    const again = await online(bob);
    expect(again.client.conversation(ann.uid).summary.unread).toBe(0);
  });

  it("delete and remove, on all devices", async () => {
    const [ann, bob] = [await newUser(), await newUser()];
    const a = await online(ann);
    const [b, b2] = [await online(bob), await online(bob)];
    const sent = await Promise.all(["1", "2"].map((text) => a.client.conversation(bob.uid).send(text)));
    for (const device of [b, b2]) await device.until("both", () => device.heard(ann.uid).length === 2);
    await b.client.conversation(ann.uid).delete(sent[0]?.mid ?? 0);
    for (const device of [b, b2]) await device.until("one", () => device.texts(ann.uid).join() === "2");
    await b.client.conversation(ann.uid).remove(true);
    for (const device of [b, b2]) await device.until("gone", () => device.client.conversations().length === 0);
    await a.client.conversation(bob.uid).send("3");
    await b2.until("back", () => b2.client.conversations()[0]?.last?.content === "3");
  });

  it("[LOGIN-5] a second login of the same device ends the first", async () => {
    const user = await newUser();
    const storage = { get: () => "the-same-device", set: () => {} };
    const first = await online(user, { ports: { storage } });
    const second = await online(user, { ports: { storage } });
    await first.until("kicked", () => first.kicks.length === 1);
    expect(first.kicks[0]?.error).toBe("UserKickedBySameDevice");
    expect(first.client.state.at).toBe("closed");
    expect(second.client.state.at).toBe("online");
    expect(second.client.deviceSn).toBe(first.client.deviceSn);
  });
});

describe("a group", () => {
  it("appears with its notice, takes messages, and refuses strangers by name", async () => {
    const [ann, bob, cat] = [await newUser(), await newUser(), await newUser()];
    const [a, b, c] = [await online(ann), await online(bob), await online(cat)];
    const created = (await a.client.request("POST", "/group/create", {
      body: { name: "friends", type: 0, user_list: [bob.uid] },
    })) as { group_id: number };
    const gid = created.group_id;
    await a.client.conversation(gid).send("hello all");
    await b.until("the message", () => b.heard(gid).join() === "hello all");
    expect(b.client.conversation(gid).kind).toBe("group");
    await expect(c.client.conversation(gid).send("may I?")).rejects.toMatchObject({ error: "GroupNotMemberFound" });
    expect(await c.client.conversation(gid).open()).toBe(false);
  });
});

describe("direct sockets", () => {
  it("double, lose and reorder nothing while both sides open, close and talk", async () => {
    const [ann, bob] = [await newUser(), await newUser()];
    const [a, b, a2] = [await online(ann), await online(bob), await online(ann)];
    const sides = [
      { conversation: a.client.conversation(bob.uid), name: "a" },
      { conversation: b.client.conversation(ann.uid), name: "b" },
    ];
    const sends: Promise<unknown>[] = [];
    for (let round = 0; round < 40; round++) {
      for (const { conversation, name } of sides) {
        for (let i = 0; i < 5; i++) sends.push(conversation.send(`${name}${round * 5 + i}`));
        if (round % 4 === 1) sends.push(conversation.open());
        if (round % 4 === 3) conversation.close();
      }
      if (round % 3 === 0) await sends[sends.length - 1];
    }
    await Promise.all(sends);
    const expected = (name: string) => Array.from({ length: 200 }, (_, i) => `${name}${i}`);
    await a.until("all of b", () => a.heard(bob.uid).length >= 200);
    await b.until("all of a", () => b.heard(ann.uid).length >= 200);
    await a2.until("both", () => a2.heard(bob.uid).length >= 400);
    expect(a.heard(bob.uid)).toEqual(expected("b"));
    expect(b.heard(ann.uid)).toEqual(expected("a"));
    expect(a.texts(bob.uid)).toEqual(b.texts(ann.uid));
    expect(a2.texts(bob.uid)).toEqual(b.texts(ann.uid));
  });

  it("carry the conversation while the inbox carries the rest", async () => {
    const [ann, bob, cat] = [await newUser(), await newUser(), await newUser()];
    const [a, b, c] = [await online(ann), await online(bob), await online(cat)];
    const conversation = a.client.conversation(bob.uid);
    expect(await conversation.open()).toBe(true);
    expect(conversation.path).toBe("direct");
    const { mid } = await conversation.send("direct");
    await b.until("it", () => b.heard(ann.uid).length === 1);
    await b.client.conversation(ann.uid).send("inbox to direct");
    await c.client.conversation(ann.uid).send("elsewhere");
    await a.until("both", () => a.messages.length === 2);
    await b.client.conversation(ann.uid).markRead();
    await a.until("read", () => conversation.messages().find((one) => one.mid === mid)?.status === "read");
    await conversation.edit(mid, "edited");
    await b.until("the edit", () => b.texts(ann.uid)[0] === "edited");
    expect((await conversation.history({ before: 0 })).messages.length).toBe(2);
    await conversation.markRead();
    expect(conversation.summary.unread).toBe(0);
    await conversation.remove();
    expect(a.client.conversations().map(({ xid }) => xid)).toEqual([cat.uid]);
  });
});

describe("a server that is killed", () => {
  it("[INV-1] [INV-2] costs no message and doubles none, on either path", async () => {
    const [ann, bob] = [await newUser(), await newUser()];
    const [a, b] = [await online(ann), await online(bob)];
    const [toBob, toAnn] = [a.client.conversation(bob.uid), b.client.conversation(ann.uid)];
    await toBob.open();
    const sends: Promise<unknown>[] = [];
    for (let kill = 0; kill < 3; kill++) {
      for (let i = 0; i < 100; i++) {
        sends.push(toBob.send(`a${kill * 100 + i}`), toAnn.send(`b${kill * 100 + i}`));
        // Spread over turns, so that the kill meets frames at every stage.
        if (i % 10 === 0) await Promise.resolve();
        if (i === 50) await Promise.race(sends.slice(-20));
        if (i === 60) await server.kill();
      }
      await server.start();
    }
    await Promise.all(sends);
    const expected = (name: string) => Array.from({ length: 300 }, (_, i) => `${name}${i}`);
    await a.until("all of b", () => a.heard(bob.uid).length >= 300);
    await b.until("all of a", () => b.heard(ann.uid).length >= 300);
    expect(a.heard(bob.uid)).toEqual(expected("b"));
    expect(b.heard(ann.uid)).toEqual(expected("a"));
    expect(a.texts(bob.uid)).toEqual(b.texts(ann.uid));
    const fresh = await online(ann, { tail: 1 });
    for (;;) if ((await fresh.client.conversation(bob.uid).history({ limit: 200 })).next === 0) break;
    expect(fresh.texts(bob.uid)).toEqual(b.texts(ann.uid));
  });
});
