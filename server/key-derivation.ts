/**
 * Derives keys from passwords for the Worker (src/services/password.ts) in Node's thread pool: in workerd a hash of some
 * 9 ms would hold up every conversation, since all objects of a private server share its thread.
 */

import { scrypt } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { z } from "zod";

const requestSchema = z.object({
  password: z.string(),
  salt: z.base64(),
  cost: z.object({ N: z.int(), r: z.int(), p: z.int() }),
  length: z.int(),
});

export interface KeyDerivation {
  /** `host:port`, for this machine alone. */
  address: string;
  stop(): void;
}

/** Takes requests of src/services/password.ts as JSON, answers with the key's bytes. */
export async function startKeyDerivation(): Promise<KeyDerivation> {
  const server = createServer((request, response) => {
    derive(request).then(
      (key) => response.end(key),
      () => refuse(response),
    );
  });
  // workerd keeps its connections: one that is closed here while a request is on its way there loses that request.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { address, port } = server.address() as AddressInfo;
  return {
    address: `${address}:${port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function derive(request: IncomingMessage): Promise<Buffer> {
  const { password, salt, cost, length } = requestSchema.parse(await json(request));
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(salt, "base64"), length, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function refuse(response: ServerResponse): void {
  response.statusCode = 400;
  response.end();
}
