/** An app's own server: a real HTTP receiver of webhooks that can fail, redirect, hang and go away. */

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Found, Watch } from "./watch.ts";

export interface Received {
  id: string;
  path: string;
  /** Indexes of the secrets that it is signed with. */
  signedBy: number[];
  body: { type: string; app: string; conversation: string; events?: HookedEvent[]; messages?: Question[] };
}

export interface HookedEvent {
  id: string;
  type: string;
  mid: number;
  seq: number;
  from: number;
  to: number;
  content?: string;
  target_mid?: number;
  recalled?: boolean;
  notice?: { type: string };
}

export interface Question {
  type: string;
  from: number;
  to: number;
  content: string;
}

/** Answers one request; the default takes everything. */
type Handler = (received: Received, response: ServerResponse) => void | Promise<void>;

const TOLERANCE_S = 300;

export class HookReceiver {
  readonly received: Received[] = [];
  /** Secrets to check signatures with. */
  secrets: string[] = [];
  handler: Handler = (_received, response) => void response.end();
  #server: Server | null = null;
  #port = 0;
  readonly #watch = new Watch(() => `${this.received.length} requests came`);

  /** Listens; on the port it had before, if it had one. */
  async start(): Promise<this> {
    const server = createServer((request, response) => void this.#take(request, response));
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  /** Nobody listens any more, and no connection stays. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/hook`;
  }

  /** Events of a conversation in the order they came in, each as often as it came. */
  events(conversation: string): HookedEvent[] {
    return this.received
      .filter((each) => each.body.conversation === conversation)
      .flatMap(({ body }) => body.events ?? []);
  }

  until<T>(check: () => T, what: string, patienceMs?: number): Promise<Found<T>> {
    return this.#watch.until(check, what, patienceMs);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const id = String(request.headers["webhook-id"]);
    const received = {
      id,
      path: request.url ?? "",
      signedBy: this.#signedBy(request, id, text),
      body: JSON.parse(text),
    };
    this.received.push(received);
    this.#watch.look();
    await this.handler(received, response);
    this.#watch.look();
  }

  #signedBy({ headers }: IncomingMessage, id: string, text: string): number[] {
    const timestamp = String(headers["webhook-timestamp"]);
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_S) return [];
    const given = String(headers["webhook-signature"]).split(" ");
    return this.secrets.flatMap((secret, at) => {
      const key = Buffer.from(secret.replace("whsec_", ""), "base64");
      const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${text}`).digest("base64");
      const fits = given.some(
        (each) => each.length === mac.length + 3 && timingSafeEqual(Buffer.from(each), Buffer.from(`v1,${mac}`)),
      );
      return fits ? [at] : [];
    });
  }
}
