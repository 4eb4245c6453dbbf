/** A TCP proxy in front of the server that cuts, holds and swallows at random bytes while faults are on. */

import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { SeededRandom } from "../fuzz/seeded-random.ts";

/** What happens to one connection. Counted in bytes of one direction; a cut falls anywhere, also inside a frame. */
type Plan =
  | { readonly does: "nothing" }
  | { readonly does: "cut"; readonly way: Way; readonly afterBytes: number }
  /** Bytes vanish for a while before the cut: what the server did is done, and nobody hears of it. */
  | { readonly does: "swallow"; readonly way: Way; readonly afterBytes: number; readonly forMs: number };

type Way = "up" | "down";

export class FaultyProxy {
  readonly #random: SeededRandom;
  readonly #target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Faults that happened, by kind. */
  readonly faults = { cut: 0, swallow: 0, delay: 0 };
  #on = false;

  private constructor(target: number, random: SeededRandom) {
    this.#target = target;
    this.#random = random;
    this.#server = createServer((client) => this.#connect(client));
  }

  static async listen(target: number, random: SeededRandom): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target, random);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    if (typeof address !== "object" || !address) throw new Error("not listening");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Faults begin, or stop: also for connections that had one coming. */
  set faultsOn(on: boolean) {
    this.#on = on;
  }

  /** Cuts one connection of those that are open. */
  cutOne(): void {
    const open = [...this.#sockets];
    if (!this.#on || open.length === 0) return;
    this.faults.cut += 1;
    this.#random.pick(open).destroy();
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #connect(client: Socket): void {
    const server = connect(this.#target, "127.0.0.1");
    const plan = this.#plan();
    this.#sockets.add(client);
    const end = () => {
      client.destroy();
      server.destroy();
      this.#sockets.delete(client);
    };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on("error", end);
      socket.on("close", end);
    }
    this.#pipe(client, server, "up", plan, end);
    this.#pipe(server, client, "down", plan, end);
  }

  #pipe(from: Socket, to: Socket, way: Way, plan: Plan, end: () => void): void {
    let passed = 0;
    let swallowing = false;
    // One after the other, so that a late chunk makes those behind it late as well.
    let line: Promise<void> = Promise.resolve();
    const write = (chunk: Buffer) => {
      const lateMs = this.#lateness();
      line = line.then(async () => {
        if (lateMs > 0) await pause(lateMs);
        if (!to.destroyed) to.write(chunk);
      });
    };
    from.on("data", (chunk: Buffer) => {
      if (swallowing) return;
      if (!this.#on || plan.does === "nothing" || plan.way !== way || passed + chunk.length <= plan.afterBytes) {
        passed += chunk.length;
        write(chunk);
        return;
      }
      // Exactly so many bytes get through, and then none.
      swallowing = true;
      this.faults[plan.does] += 1;
      write(chunk.subarray(0, Math.max(0, plan.afterBytes - passed)));
      void line.then(() => setTimeout(end, plan.does === "cut" ? 0 : plan.forMs));
    });
  }

  #lateness(): number {
    if (!this.#on || !this.#random.chance(0.02)) return 0;
    this.faults.delay += 1;
    return this.#random.int(5, 120);
  }

  #plan(): Plan {
    const random = this.#random;
    if (random.chance(0.4)) return { does: "nothing" };
    const way = random.pick(["up", "down", "down"] as const);
    // From inside the handshake to some hundred messages.
    const afterBytes = Math.floor(600 * 2 ** (random.next() * 6));
    if (random.chance(0.6)) return { does: "cut", way, afterBytes };
    return { does: "swallow", way, afterBytes, forMs: random.int(50, 1500) };
  }
}
