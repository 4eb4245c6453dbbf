/** A client of the SDK on the real server, whose sockets can be listened to and spoken over. */

import type { Socket } from "../../../client/src/api/ports.ts";
import { decode } from "../../../client/src/codec/codec.ts";
import { SYNC } from "../../../client/src/delivery/frames.ts";
import { fromStatus } from "../../../client/src/errors/error-table.ts";
import { type ClientError, Oriole } from "../../../client/src/index.ts";

/** Longer than the server waits for a login. */
const TIMEOUT_MS = 28_000;

export interface DeviceOptions {
  url: string;
  appId: string;
  token: string;
  /** Two clients with one are one device. */
  guid?: string;
  /** Connects there in place of the inbox, and says this first. */
  elsewhere?: { path: string; first: Uint8Array };
}

export class SdkDevice {
  readonly client: Oriole;
  readonly kicked: Promise<ClientError>;
  /** What the event `error` tells. */
  readonly failed: Promise<ClientError>;
  /** Why a connection ended that the client makes again. */
  readonly interrupted: Promise<ClientError>;
  /** The first refusal in a frame: some the client waits out, and tells nobody. */
  readonly refused: Promise<ClientError>;
  readonly #token: string;
  #socket: WebSocket | null = null;

  constructor({ url, appId, token, guid, elsewhere }: DeviceOptions) {
    this.#token = token;
    let refuse: (refusal: ClientError) => void = () => {};
    this.refused = new Promise((resolve) => {
      refuse = resolve;
    });
    const socket = (inbox: string, protocols: string[]) => {
      const opened = elsewhere ? new WebSocket(new URL(elsewhere.path, inbox)) : new WebSocket(inbox, protocols);
      opened.addEventListener("message", ({ data }) => {
        const refusal = data instanceof ArrayBuffer ? refusalIn(new Uint8Array(data)) : null;
        if (refusal) refuse(refusal);
      });
      opened.addEventListener("open", () => {
        if (elsewhere) opened.send(elsewhere.first);
      });
      this.#socket = opened;
      // The host's type says more of its events than the client reads.
      return opened as unknown as Socket;
    };
    const storage = guid === undefined ? {} : { storage: { get: () => guid, set() {} } };
    const client = new Oriole({ url, appId, timeoutMs: TIMEOUT_MS, ports: { socket, ...storage } });
    this.client = client;
    this.kicked = new Promise((resolve) => client.once("kicked", resolve));
    this.failed = new Promise((resolve) => client.once("error", resolve));
    this.interrupted = new Promise((resolve) => {
      client.on("state", (state) => {
        if (state.at === "waiting") resolve(state.cause);
      });
    });
  }

  login(): Promise<void> {
    return this.client.loginWithToken(this.#token);
  }

  /** Sends what the client itself never would. */
  write(bytes: Uint8Array): void {
    this.#socket?.send(bytes);
  }
}

/** As the client's own reader names it. */
function refusalIn(bytes: Uint8Array): ClientError | null {
  const { command, payload } = decode("Frame", bytes);
  if (command !== SYNC) return null;
  const { status, acks } = decode("SyncDL", payload);
  const refusal = [status, ...acks.map((ack) => ack.status)].find((each) => each && each.code !== 1);
  return refusal ? fromStatus(refusal) : null;
}
