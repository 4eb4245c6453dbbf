/** A piece of network between a client and the server that a test can cut: TCP, without a word at the WebSocket level. */

import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Cable {
  /** Where to connect instead. */
  readonly host: string;
  /** Both ends see the connection break. */
  cut(): void;
}

export async function layCable(host: string): Promise<Cable> {
  const { hostname, port } = new URL(`http://${host}`);
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(socket);
      // A packet with an attachment is two writes: Nagle would keep the second one until the first is acknowledged.
      socket.setNoDelay(true);
      socket.pipe(other);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        ends.delete(socket);
        if (ends.size === 0) server.close();
      });
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      for (const socket of ends) socket.resetAndDestroy();
    },
  };
}
