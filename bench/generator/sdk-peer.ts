/** A client of Oriole that is the SDK itself, with everything it keeps and checks. */

import type { createClient, OrioleClient } from "../../client/src/index.ts";
import type { BenchUser, OrioleApp } from "./oriole-app.ts";
import { Peer } from "./peer.ts";
import { counterAt, putCounter, senderAt, textOf } from "./texts.ts";
import type { Traffic } from "./traffic.ts";

export interface Sdk {
  createClient: typeof createClient;
}

export class SdkPeer extends Peer {
  readonly #client: OrioleClient;
  readonly #xid: number;
  readonly #text: Buffer;

  constructor(traffic: Traffic, sdk: Sdk, app: OrioleApp, xid: number) {
    super(traffic);
    this.#client = sdk.createClient({ url: app.url, appId: app.id });
    this.#xid = xid;
    this.#text = Buffer.from(textOf(this.number));
  }

  async open(user: BenchUser): Promise<this> {
    await this.#client.loginWithToken(user.token);
    if (!(await this.#client.conversation(this.#xid).open())) throw new Error("the SDK got no direct socket");
    this.#client.on("message", ({ message }) => {
      if (message.own || message.xid !== this.#xid) return;
      const text = Buffer.from(message.content);
      this.textArrived(senderAt(text, 0), counterAt(text, 0), performance.now());
      this.onReceived(1);
    });
    return this;
  }

  override send(count: number): void {
    for (let i = 0; i < count && !this.traffic.stopped; i++) this.#sendOne(this.sent++);
  }

  #sendOne(counter: number): void {
    putCounter(this.#text, 0, counter);
    this.stamp(counter, performance.now());
    this.#client
      .conversation(this.#xid)
      .send(this.#text.toString())
      .then(
        () => {
          this.ackArrived(counter, performance.now());
          this.onAcked(1);
        },
        (error: unknown) => this.traffic.fault(`peer ${this.number}: ${error}`),
      );
  }

  protected encode(): Uint8Array[] {
    throw new Error("the SDK encodes by itself");
  }

  /** The SDK itself lets no gap pass; the counts show that nothing is missing. */
  complete(): boolean {
    return true;
  }

  override close(): void {
    this.#client.close();
  }
}
