/**
 * The script-tag build for browsers of the time of IE 10, as the global `Oriole`: the same SDK in ES5, with Promise, Map
 * and the like brought along under names of its own, so that nothing of the page changes.
 */

import { Oriole, type OrioleClient, type OrioleOptions, type Ports } from "../index";
import { xhrPort } from "./xhr";

export * from "../index";

declare const XMLHttpRequest: new () => ReturnType<Parameters<typeof xhrPort>[0]>;

/** A client that asks by XMLHttpRequest where there is no fetch. */
export function createClient(options: OrioleOptions): OrioleClient {
  const old: Partial<Ports> = typeof fetch === "undefined" ? { http: xhrPort(() => new XMLHttpRequest()) } : {};
  return new Oriole({ ...options, ports: { ...old, ...options.ports } });
}

declare const fetch: unknown;
