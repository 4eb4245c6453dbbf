import {
  type ClientError,
  type Message,
  type Origin,
  Oriole,
  type OrioleEvents,
  type OrioleOptions,
} from "../../../client/src/index";
import { type ErrorName, errors } from "../../../protocol/errors";
import { FakeClock } from "./fake-clock";
import { FakeServer } from "./fake-server";

/** Two users. */
export const A = 1;
export const B = 2;

export const GROUP = 300;

/** Reproducible randomness; failing tests print the seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Heard {
  messages: { xid: number; message: Message; origin: Origin }[];
  events: { name: keyof OrioleEvents; event: unknown }[];
}

export class World {
  readonly clock = new FakeClock();
  readonly server = new FakeServer();
  readonly random: () => number;

  constructor(seed = 1) {
    this.random = randomFrom(seed);
  }

  client(uid: number, options: Partial<OrioleOptions> = {}): { client: Oriole; heard: Heard } {
    const heard: Heard = { messages: [], events: [] };
    const client = new Oriole({
      url: "http://server.test",
      appId: "app",
      ...options,
      ports: {
        socket: this.server.port,
        clock: this.clock,
        random: this.random,
        wake: () => () => {},
        ...options.ports,
      },
    });
    client.on("message", ({ conversation, message, origin }) => {
      heard.messages.push({ xid: conversation.xid, message, origin });
    });
    for (const name of names) client.on(name, (event: unknown) => heard.events.push({ name, event }));
    void uid;
    return { client, heard };
  }

  /** A client that is online and synced. */
  async online(uid: number, options: Partial<OrioleOptions> = {}): Promise<{ client: Oriole; heard: Heard }> {
    const made = this.client(uid, options);
    const login = made.client.loginWithToken(() => String(uid));
    await this.server.flow();
    await login;
    await this.server.flow();
    return made;
  }

  /** Time passes, frames flow. */
  async pass(ms: number): Promise<void> {
    const step = Math.max(50, ms / 50);
    for (let at = 0; at < ms; at += step) {
      await this.clock.advance(Math.min(step, ms - at));
      await this.server.flow();
    }
  }
}

const names = [
  "state",
  "sync",
  "messageUpdated",
  "receipt",
  "typing",
  "conversation",
  "notice",
  "kicked",
  "error",
] as const;

export const contents = (heard: Heard, xid?: number): string[] =>
  heard.messages.filter((one) => xid === undefined || one.xid === xid).map(({ message }) => message.content);

export const ofName = <Name extends keyof OrioleEvents>(heard: Heard, name: Name): OrioleEvents[Name][] =>
  heard.events.filter((one) => one.name === name).map(({ event }) => event as OrioleEvents[Name]);

/** What they say. */
export const texts = (messages: readonly Message[]): string[] => messages.map(({ content }) => content);

/** Why it rejects. */
export const caught = (promise: Promise<unknown>): Promise<ClientError> =>
  promise.then(
    () => {
      throw new Error("did not reject");
    },
    (cause: ClientError) => cause,
  );

/** A refusal as REST has it. */
export function refused(name: ErrorName, message = ""): string {
  const { number, rest, retry } = errors[name];
  return JSON.stringify({ code: rest, message, data: null, error: { name, number, retry } });
}
