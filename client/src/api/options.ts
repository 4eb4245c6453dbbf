import type { Feature } from "./feature";
import type { Ports } from "./ports";

/** How a client is set up. Only `url` and `appId` are needed. */
export interface OrioleOptions {
  /** Address of the deployment, e.g. `https://im.example.com`; REST and sockets share it. */
  readonly url: string;
  /** The app's id, as the console or the private server printed it. */
  readonly appId: string;
  /** Further parts of the SDK, such as those of `oriole-client/store` and `oriole-client/tabs`; of createCore, all its parts. */
  readonly features?: readonly Feature[];
  /** Host functions to use instead of the defaults. */
  readonly ports?: Partial<Ports>;
  /** XSYNC OsType of the device: 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 Linux, 6 web. Default 6. */
  readonly platform?: number;
  /** Shown in the user's list of devices. Default `oriole-client`. */
  readonly agent?: string;
  /** Newest messages kept in memory per conversation. Default 500; history() may load ten times as many. */
  readonly keepMessages?: number;
  /** Newest messages of each conversation fetched at the first login. Default 20. */
  readonly tail?: number;
  /** Sends that may wait for their ack; one more is refused. Default 1000. */
  readonly outboxLimit?: number;
  /** Sends of one conversation in flight at once, 256 at most. Default 256. */
  readonly window?: number;
  /** Direct sockets at once; opening one more sends the longest open one back to the inbox. Default 3. */
  readonly directSockets?: number;
  /** Tell authors of one-to-one messages that they were delivered. Default true. */
  readonly deliveryReceipts?: boolean;
  /** Silence after which the socket is probed, ms. Default 25000. */
  readonly heartbeatMs?: number;
  /**
   * Longest wait for anything the server owes: a connection, a probe's answer, an ack, a page; ms. Default 15000. Calls of the
   * REST API, and the application's own token function, may take four times as long.
   */
  readonly timeoutMs?: number;
  /** Upper bound of the reconnect delay before jitter, ms. Default 20000. */
  readonly maxRetryDelayMs?: number;
}

/** Options with every default in place. */
export type SessionSettings = Required<Omit<OrioleOptions, "ports">> &
  Omit<Ports, "http"> & {
    /** Those that the application chose. */
    readonly ports?: Partial<Ports>;
  };
