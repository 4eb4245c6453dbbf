/** The clients of a chaos run, our own SDK and plain ones alike: each sends, and notes down what it saw. */

import { createClient, type OrioleClient, type OrioleOptions } from "../../../client/src/index.ts";
import type { SeededRandom } from "../fuzz/seeded-random.ts";
import type { SentMessage } from "./checker.ts";
import { PlainClient } from "./plain-client.ts";

export interface Member {
  readonly uid: number;
  readonly token: string;
}

export interface Seen {
  readonly xid: number;
  readonly mid: number;
  readonly content: string;
}

export interface Talker {
  readonly name: string;
  readonly uid: number;
  /** `{uid}/{sn}`. */
  readonly device: string;
  readonly sent: (SentMessage & { readonly xid: number })[];
  /** Messages of others, in the order in which the application saw them. */
  readonly seen: readonly Seen[];
  /** What must not happen to a healthy client: refusals, a closed session. */
  readonly faults: readonly string[];
  readonly pending: number;
  /** Messages said while the conversation had a direct socket. */
  readonly saidDirectly: number;
  start(): Promise<void>;
  /** Sends a text; it is in `sent` at once, and gets its ack there. */
  say(xid: number, content: string): void;
  /** Moves between its paths, where it has two. */
  roam(xid: number): void;
  /** A conversation paged to its beginning, oldest first; null where the client has no such thing. */
  history(xid: number): Promise<Seen[] | null>;
  /** What the client has in memory of a conversation, own messages included; null as above. */
  memory(xid: number): Seen[] | null;
  /** Marks what is there as read. */
  read(xid: number): void;
  /** How far the user has read and how much is unread, as the client shows it; null as above. */
  standing(xid: number): { readMid: number; unread: number } | null;
  stop(): void;
}

abstract class Recorder {
  readonly sent: (SentMessage & { readonly xid: number })[] = [];
  readonly faults: string[] = [];
  pending = 0;
  saidDirectly = 0;

  protected note(xid: number, content: string, device: string, acked: Promise<{ mid: number; seq: number }>): void {
    const at = this.sent.push({ xid, device, content, ack: null }) - 1;
    this.pending += 1;
    acked.then(
      (ack) => {
        this.pending -= 1;
        this.sent[at] = { xid, device, content, ack };
      },
      (error: unknown) => {
        this.pending -= 1;
        this.faults.push(`"${content}" failed: ${error}`);
      },
    );
  }
}

/** Where an SDK client likes to be: at its inbox, on direct sockets, or now here and now there. */
export type Habit = "inbox" | "direct" | "roaming";

/** Everything faster than in real life, because a run is short. */
const IMPATIENT: Partial<OrioleOptions> = {
  maxRetryDelayMs: 600,
  timeoutMs: 2500,
  heartbeatMs: 1000,
  keepMessages: 100_000,
};

export class SdkTalker extends Recorder implements Talker {
  readonly name: string;
  readonly uid: number;
  readonly seen: Seen[] = [];
  readonly #habit: Habit;
  readonly #client: OrioleClient;
  readonly #token: string;
  readonly #homes: readonly number[];

  /** `homes`: conversations to be open while the habit is `direct`. */
  constructor(
    name: string,
    url: string,
    appId: string,
    member: Member,
    habit: Habit,
    homes: readonly number[],
    random: SeededRandom,
  ) {
    super();
    this.name = `${name} (${habit})`;
    this.uid = member.uid;
    this.#token = member.token;
    this.#habit = habit;
    this.#homes = homes;
    this.#client = createClient({ url, appId, ...IMPATIENT, ports: { random: () => random.next() } });
    this.#client.on("message", ({ conversation, message }) => {
      this.seen.push({ xid: conversation.xid, mid: message.mid, content: message.content });
    });
    this.#client.on("error", (error) => this.faults.push(`error: ${error}`));
    this.#client.on("kicked", (error) => this.faults.push(`kicked: ${error}`));
  }

  get device(): string {
    return `${this.uid}/${this.#client.deviceSn}`;
  }

  async start(): Promise<void> {
    await this.#client.loginWithToken(this.#token);
    if (this.#habit === "direct") for (const xid of this.#homes) void this.#client.conversation(xid).open();
  }

  say(xid: number, content: string): void {
    const conversation = this.#client.conversation(xid);
    if (conversation.path === "direct") this.saidDirectly += 1;
    this.note(xid, content, this.device, conversation.send(content));
  }

  roam(xid: number): void {
    if (this.#habit !== "roaming") return;
    const conversation = this.#client.conversation(xid);
    if (conversation.path === "direct") conversation.close();
    else void conversation.open();
  }

  async history(xid: number): Promise<Seen[]> {
    const all: Seen[] = [];
    let before = 0;
    do {
      const page = await this.#client.conversation(xid).history({ before, limit: 200 });
      all.unshift(...page.messages.map(({ mid, content }) => ({ xid, mid, content })));
      before = page.next;
    } while (before > 0);
    return all;
  }

  memory(xid: number): Seen[] {
    return this.#client
      .conversation(xid)
      .messages()
      .map(({ mid, content }) => ({ xid, mid, content }));
  }

  read(xid: number): void {
    const done = this.#client.conversation(xid).markRead();
    done.catch((error: unknown) => this.faults.push(`reading failed: ${error}`));
  }

  standing(xid: number): { readMid: number; unread: number } {
    const { readMid, unread } = this.#client.conversation(xid).summary;
    return { readMid, unread };
  }

  stop(): void {
    this.#client.close();
  }
}

export class PlainTalker extends Recorder implements Talker {
  readonly name: string;
  readonly uid: number;
  readonly #client: PlainClient;

  constructor(name: string, url: string, member: Member, transport: "plain" | "socketio", random: SeededRandom) {
    super();
    this.name = `${name} (${transport})`;
    this.uid = member.uid;
    this.#client = new PlainClient({
      url: () => url,
      transport,
      ...member,
      guid: `chaos-${name}`,
      random,
      heartbeatMs: 2000,
    });
  }

  get device(): string {
    return `${this.uid}/${this.#client.sn}`;
  }

  get seen(): readonly Seen[] {
    return this.#client.received;
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  say(xid: number, content: string): void {
    // The ack of these clients does not tell the seq.
    this.note(
      xid,
      content,
      this.device,
      this.#client.send(xid, content).then(({ mid }) => ({ mid, seq: 0 })),
    );
  }

  roam(): void {}

  async history(): Promise<null> {
    return null;
  }

  memory(): null {
    return null;
  }

  read(): void {}

  standing(): null {
    return null;
  }

  stop(): void {
    this.faults.push(...this.#client.faults);
    this.#client.stop();
  }
}
