/** The SDK's clients of the users of an app, on the server of a contract test; closed when the file is over. */

import { afterAll } from "vitest";
import { createClient, type OrioleClient, type OrioleOptions } from "../../client/src/index.ts";
import type { TestApp, TestServer, TestUser } from "./private-server.ts";

/** `server` as usePrivateServer() gives it. */
export function useSdkClients(server: { readonly current: TestServer }) {
  const clients: OrioleClient[] = [];
  afterAll(() => {
    for (const client of clients) client.close();
  });

  function open({ id }: TestApp, options: Partial<OrioleOptions> = {}): OrioleClient {
    const client = createClient({ url: server.current.url, appId: id, ...options });
    clients.push(client);
    return client;
  }

  /** One that is logged in. */
  async function online(app: TestApp, { name, password }: TestUser, options?: Partial<OrioleOptions>) {
    const client = open(app, options);
    await client.login({ username: name, password });
    return client;
  }

  return { open, online };
}
