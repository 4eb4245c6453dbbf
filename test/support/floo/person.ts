import { expect } from "vitest";
import { type FlooConfig, type FlooEvents, type FlooIM, flooIM, type Message } from "../../../client/src/floo/index.ts";
import api from "../floo-api.json" with { type: "json" };
import type { TestApp, TestServer, TestUser } from "../private-server.ts";

const LOOKS_EVERY_MS = 100;
const WAIT_MS = 15_000;

interface Told {
  name: string;
  payload: unknown;
}

/** A Floo app of one user, and everything it was told. */
export class Person {
  readonly user: TestUser;
  readonly im: FlooIM;
  readonly told: Told[] = [];
  #watchers = new Set<() => void>();

  constructor(user: TestUser, config: FlooConfig) {
    this.user = user;
    this.im = flooIM(config);
    for (const name of Object.keys(api.events) as (keyof FlooEvents)[]) {
      this.im.on(name, (payload: unknown) => {
        this.told.push({ name, payload });
        for (const watch of this.#watchers) watch();
      });
    }
  }

  get uid(): number {
    return this.user.uid;
  }

  all<Name extends keyof FlooEvents>(name: Name, from = 0): FlooEvents[Name][] {
    const told = this.told.slice(from).filter((one) => one.name === name);
    return told.map(({ payload }) => payload as FlooEvents[Name]);
  }

  /** The first event of this name, told already (after `from`) or still to come, that fits. */
  async hears<Name extends keyof FlooEvents>(
    name: Name,
    fits: (payload: FlooEvents[Name]) => boolean = () => true,
    from = 0,
  ): Promise<FlooEvents[Name]> {
    let found: { payload: FlooEvents[Name] } | undefined;
    await this.until(`${name} for ${this.user.name}`, () => {
      const payload = this.all(name, from).findIndex(fits);
      if (payload >= 0) found = { payload: this.all(name, from)[payload] as FlooEvents[Name] };
      return payload >= 0;
    });
    if (!found) throw new Error("not reached");
    return found.payload;
  }

  /** Resolves once it holds, looking again after every event, and now and then: an application comes without one. */
  until(what: string, holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (error?: Error) => {
        clearTimeout(timer);
        clearInterval(ticks);
        this.#watchers.delete(look);
        if (error) reject(error);
        else resolve();
      };
      const timer = setTimeout(() => done(new Error(`did not happen: ${what}; ${this.#last()}`)), WAIT_MS);
      const look = () => {
        if (holds()) done();
      };
      const ticks = setInterval(look, LOOKS_EVERY_MS);
      this.#watchers.add(look);
      look();
    });
  }

  async login(): Promise<void> {
    const from = this.told.length;
    const { name, password } = this.user;
    this.im.login({ name, password });
    await this.hears("loginSuccess", undefined, from);
  }

  /** Sends to a user and resolves with the message as the server numbered it. */
  async says(to: Person, content: string, more: object = {}): Promise<Message> {
    this.im.sysManage.sendRosterMessage({ uid: to.uid, content, ...more });
    return this.#sent(content);
  }

  async saysIn(gid: number, content: string, more: object = {}): Promise<Message> {
    this.im.sysManage.sendGroupMessage({ gid, content, ...more });
    return this.#sent(content);
  }

  async #sent(content: string): Promise<Message> {
    const sent = await this.hears(
      "onSendingMessageStatusChanged",
      (status) => status.status === "sent" && status.message.content === content,
    );
    return sent.message;
  }

  #last(): string {
    return JSON.stringify(this.told.slice(-12));
  }
}

/** People of one app. Messages of one scene never have the same text. */
export class Scene {
  readonly server: TestServer;
  readonly app: TestApp;
  readonly people: Person[] = [];
  #texts = 0;
  #names = 0;

  constructor(server: TestServer, app: TestApp) {
    this.server = server;
    this.app = app;
  }

  text(): string {
    return `text ${++this.#texts}`;
  }

  name(): string {
    return `floo_${this.app.id}_${++this.#names}`;
  }

  config(more: Partial<FlooConfig> = {}): FlooConfig {
    return { appid: this.app.id, dnsServer: `${this.server.url}/v2/app_dns`, autoLogin: false, ...more };
  }

  async user(): Promise<TestUser> {
    return this.app.user(this.name());
  }

  /** An app of a user, not logged in. */
  appOf(user: TestUser, more: Partial<FlooConfig> = {}): Person {
    const person = new Person(user, this.config({ store: memory(), ...more }));
    this.people.push(person);
    return person;
  }

  /** A new user, logged in. */
  async person(): Promise<Person> {
    const person = this.appOf(await this.user());
    await person.login();
    return person;
  }

  async friends(a: Person, b: Person): Promise<void> {
    const admin = await this.app.admin();
    const made = await admin.with({ user_id: String(a.uid) }).post("/user/add_roster", { list: [b.uid] });
    expect(made.code).toBe(200);
    await a.hears("onRosterListUpdate", (meta) => meta?.payload.from.uid.toNumber() === b.uid);
    await b.hears("onRosterListUpdate", (meta) => meta?.payload.from.uid.toNumber() === a.uid);
  }

  /** A group of the first, with the others in it. */
  async group(owner: Person, ...others: Person[]): Promise<number> {
    const { group_id } = await owner.im.groupManage.asyncCreate({
      name: this.text(),
      user_list: others.map(({ uid }) => uid),
    });
    for (const person of [owner, ...others]) {
      await person.until("in the group", () => group_id in person.im.groupManage.getAllGroupDetail());
    }
    return group_id;
  }

  close(): void {
    for (const { im } of this.people) im.disConnect();
  }
}

/** A storage of its own, as another browser has. */
export function memory() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}
