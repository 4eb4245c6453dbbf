/** What every workload works with: both servers, running side by side, and the length of a run. */

import type { OrioleApp } from "./generator/oriole-app.ts";
import type { Sdk } from "./generator/sdk-peer.ts";
import type { Sample } from "./measure/sample.ts";
import type { ServerProcess } from "./server/server-process.ts";

export interface Lab {
  oriole: ServerProcess;
  floors: ServerProcess;
  app: OrioleApp;
  sdk: Sdk;
  seconds: number;
  /** A server of a run's own, on a folder that may have been served before. */
  start(which: "oriole" | "floors", folder: string): Promise<ServerProcess>;
  /** A name that no run has used before. */
  fresh(): string;
  /** Stops every server that was started. */
  close(): Promise<void>;
}

export type Floor = "bare" | "naive";

/** One line of the result: a floor, or Oriole in one way of being used. */
export interface Contender {
  name: string;
  run(lab: Lab): Promise<Sample>;
}

/** What the project has set itself. */
export interface Aim {
  contender: string;
  floor: Floor;
  figure: "rate" | "p50Ms";
  /** Bound of contender ÷ floor: the least for rates, the most for times. */
  bound: number;
}

/** An aim without a floor. */
export interface AbsoluteAim {
  contender: string;
  figure: "p50Ms" | "p95Ms" | "p99Ms";
  mostMs: number;
}

export interface Workload {
  name: string;
  title: string;
  contenders: Contender[];
  aims: (Aim | AbsoluteAim)[];
}
