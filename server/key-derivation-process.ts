/** The process of server/key-derivation.ts: takes requests as JSON, answers with the key's bytes. It ends with its parent. */

import { scrypt } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { constants, setPriority } from "node:os";
import { json } from "node:stream/consumers";
import { z } from "zod";

const requestSchema = z.object({
  password: z.string(),
  salt: z.base64(),
  cost: z.object({ N: z.int(), r: z.int(), p: z.int() }),
  length: z.int(),
});

async function main(host = "", port = ""): Promise<void> {
  // Before the first hash: on Linux the threads of the pool inherit the priority of the one that starts them.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const server = createServer((request, response) => {
    derive(request).then(
      (key) => response.end(key),
      () => refuse(response),
    );
  });
  // workerd keeps its connections: one that is closed here while a request is on its way there loses that request.
  server.keepAliveTimeout = 0;
  server.listen(Number(port), host);
  await once(server, "listening");
  process.send?.({ port: (server.address() as AddressInfo).port });
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

process.on("disconnect", () => process.exit());
// Ctrl-C reaches the whole group of a terminal; the parent says when it has no more logins to answer.
process.on("SIGINT", () => {});

await main(...process.argv.slice(2));
