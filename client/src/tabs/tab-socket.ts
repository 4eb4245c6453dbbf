import type { Socket } from "../api/ports";

/** A socket whose other end is in the tab that leads. */
export class TabSocket implements Socket {
  binaryType = "";
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  onerror: Socket["onerror"] = null;
  readonly id: string;
  readonly url: string;
  readonly protocols: string[];
  /** The leader has said something: it lives. */
  heard = false;
  readonly #up: (data: string | Uint8Array) => void;
  readonly #bye: () => void;

  constructor(id: string, url: string, protocols: string[], up: (data: string | Uint8Array) => void, bye: () => void) {
    this.id = id;
    this.url = url;
    this.protocols = protocols;
    this.#up = up;
    this.#bye = bye;
  }

  send(data: string | Uint8Array): void {
    this.#up(data);
  }

  close(): void {
    this.#bye();
  }
}
