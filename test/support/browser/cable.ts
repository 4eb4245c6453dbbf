/** The way from one window to the server, to be cut and mended: what Chromium calls offline leaves open sockets open. */

import { once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";

export class Cable {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;
  #whole = true;

  private constructor(server: Server, sockets: Set<Socket>, url: string) {
    this.#server = server;
    this.#sockets = sockets;
    this.url = url;
  }

  /** To the server whose address `target` gives when somebody connects. */
  static async plug(target: () => string): Promise<Cable> {
    const sockets = new Set<Socket>();
    const server = createServer({ noDelay: true });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const cable = new Cable(server, sockets, `http://127.0.0.1:${address.port}`);
    server.on("connection", (near) => cable.#carry(near, target()));
    return cable;
  }

  cut(): void {
    this.#whole = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#whole = true;
  }

  unplug(): void {
    this.cut();
    this.#server.close();
  }

  #carry(near: Socket, target: string): void {
    if (!this.#whole) return void near.destroy();
    const { hostname, port } = new URL(target);
    const far = createConnection({ host: hostname, port: Number(port), noDelay: true });
    this.#join(near, far);
    this.#join(far, near);
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.pipe(to);
    // A reset is an end like any other.
    from.on("error", () => {});
    from.on("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
