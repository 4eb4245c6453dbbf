/** Node itself, on the package as it is published. */

import { behavioursText, type Given, type Place, withoutComments } from "./place.ts";

interface Client {
  close(): void;
}
type Behaviours = Record<string, (sdk: unknown, given: unknown) => Promise<void>>;

export class NodePlace implements Place {
  readonly name = "Node";
  readonly #sdk: { createClient(options: object): Client };
  readonly #behaviours: Behaviours;

  private constructor(sdk: NodePlace["sdk"], behaviours: Behaviours) {
    this.#sdk = sdk;
    this.#behaviours = behaviours;
  }

  get sdk() {
    return this.#sdk;
  }

  static async start(file: string): Promise<NodePlace> {
    const behaviours = new Function(`return ${withoutComments(await behavioursText())}`)() as Behaviours;
    return new NodePlace((await import(file)) as NodePlace["sdk"], behaviours);
  }

  async run(behaviour: string, { url, appId, users, cut }: Given): Promise<void> {
    const clients: Client[] = [];
    const createClient = (options: object) => {
      const client = this.#sdk.createClient({ url, appId, maxRetryDelayMs: 500, ...options });
      clients.push(client);
      return client;
    };
    const broken = (done: () => void) => {
      cut();
      done();
    };
    const tools = { createClient, Promise, setTimeout, clearTimeout, users, cut: broken };
    try {
      await this.#behaviours[behaviour]?.(this.#sdk, tools);
    } finally {
      for (const client of clients) client.close();
    }
  }

  async stop(): Promise<void> {}
}
