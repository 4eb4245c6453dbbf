/** Many SDK clients of one server, and a note of every dial they made: when it was due, and when it was made. */

import type { Socket } from "../../../client/src/api/ports.ts";
import { createClient, type OrioleClient } from "../../../client/src/index.ts";

export interface Dial {
  /** When the client's own schedule put it, ms; what a busy machine does to it shows in `atMs` alone. */
  readonly dueMs: number;
  readonly atMs: number;
}

export interface FleetUser {
  readonly uid: number;
  readonly token: string;
}

export interface FleetOptions {
  readonly url: string;
  readonly appId: string;
  readonly maxRetryDelayMs: number;
}

class Ship {
  readonly client: OrioleClient;
  readonly uid: number;
  readonly dials: Dial[] = [];
  readonly heard: string[] = [];
  readonly troubles: string[] = [];
  /** The dial that brought it online last, and when that was. */
  back: Dial | null = null;
  backMs = 0;
  /** How often it went from online to anything else. */
  losses = 0;
  readonly #token: string;
  #dueMs = 0;
  #wasOnline = false;

  constructor({ uid, token }: FleetUser, { url, appId, maxRetryDelayMs }: FleetOptions) {
    this.uid = uid;
    this.#token = token;
    // A machine that has other work to do is no reason to give up a connection.
    this.client = createClient({
      url,
      appId,
      maxRetryDelayMs,
      timeoutMs: 60_000,
      ports: { socket: (to, protocols) => this.#dial(to, protocols) },
    });
    this.client.on("message", ({ message }) => this.heard.push(message.content));
    this.client.on("error", ({ error, message }) => this.troubles.push(`${error}: ${message}`));
    this.client.on("kicked", ({ error }) => this.troubles.push(`kicked: ${error}`));
    this.client.on("state", (state) => {
      if (state.at === "waiting") this.#dueMs = state.retryAtMs;
      if (this.#wasOnline && state.at !== "online") this.losses++;
      this.#wasOnline = state.at === "online";
      if (state.at !== "online") return;
      this.back = this.dials.at(-1) ?? null;
      this.backMs = Date.now();
    });
  }

  get online(): boolean {
    return this.client.state.at === "online" && this.client.syncState === "synced";
  }

  logIn(): Promise<void> {
    this.#dueMs = Date.now();
    return this.client.loginWithToken(this.#token);
  }

  #dial(url: string, protocols: string[]): Socket {
    this.dials.push({ dueMs: this.#dueMs, atMs: Date.now() });
    return new WebSocket(url, protocols) as unknown as Socket;
  }
}

export class Fleet {
  readonly ships: readonly Ship[];

  constructor(users: readonly FleetUser[], options: FleetOptions) {
    this.ships = users.map((user) => new Ship(user, options));
  }

  async logIn(): Promise<void> {
    await Promise.all(this.ships.map((ship) => ship.logIn()));
  }

  get online(): number {
    return this.ships.filter((ship) => ship.online).length;
  }

  /** How many have lost their connection at least so often. */
  lost(times: number): number {
    return this.ships.filter(({ losses }) => losses >= times).length;
  }

  get dials(): Dial[] {
    return this.ships.flatMap(({ dials }) => dials);
  }

  /** When the last dial that succeeded was due. */
  get lastDueMs(): number {
    return Math.max(...this.ships.map(({ back }) => back?.dueMs ?? Number.POSITIVE_INFINITY));
  }

  get firstBackMs(): number {
    return Math.min(...this.ships.map(({ online, backMs }) => (online ? backMs : Number.POSITIVE_INFINITY)));
  }

  get lastBackMs(): number {
    return Math.max(...this.ships.map(({ backMs }) => backMs));
  }

  /** Of whatever they heard from others: what it was, and who heard it. */
  get heard(): string[] {
    return this.ships.flatMap(({ uid, heard }) => heard.map((text) => `${uid} heard: ${text}`));
  }

  get troubles(): string[] {
    return this.ships.flatMap(({ uid, troubles }) => troubles.map((trouble) => `${uid}: ${trouble}`));
  }

  close(): void {
    for (const { client } of this.ships) client.close();
  }
}

/** How many of these moments lie in each window of so many ms, from the first on. */
export function perWindow(momentsMs: readonly number[], fromMs: number, toMs: number, windowMs: number): number[] {
  const counts = Array.from({ length: Math.max(1, Math.ceil((toMs - fromMs) / windowMs)) }, () => 0);
  for (const moment of momentsMs) {
    const at = Math.floor((moment - fromMs) / windowMs);
    if (at >= 0 && at < counts.length) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
