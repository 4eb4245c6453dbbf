/**
 * oriole-client/miniprogram: the same SDK in WeChat, Alipay, uni-app and Taro. Needs no DOM, no eval, no TextEncoder; one
 * inbox socket and at most `directSockets` (3) of the five that a host allows.
 */

import { Oriole, type OrioleClient, type OrioleOptions } from "../index";
import type { MiniProgramHost } from "./host";
import { miniProgramPorts } from "./ports";

export * from "../index";
export type {
  ConnectOptions,
  MiniProgramHost,
  RequestAnswer,
  RequestOptions,
  SocketTask,
} from "./host";
export { miniProgramPorts } from "./ports";

export interface MiniProgramOptions extends OrioleOptions {
  /** `wx`, `uni`, `Taro`, `my` … as the application has it. Default: the first of them that there is. */
  readonly host?: MiniProgramHost;
}

/** A client whose device keeps its id in the host's storage. Throws an Error where there is no host. */
export function createClient({ host = foundHost(), ...options }: MiniProgramOptions): OrioleClient {
  return new Oriole({
    agent: "oriole-miniprogram",
    ...options,
    ports: { ...miniProgramPorts(host), ...options.ports },
  });
}

declare const uni: MiniProgramHost | undefined;
declare const wx: MiniProgramHost | undefined;
declare const my: MiniProgramHost | undefined;

/** Hosts are names in scope, not properties of a global object. uni-app comes first, because it has the host's own as well. */
function foundHost(): MiniProgramHost {
  if (typeof uni !== "undefined") return uni;
  if (typeof wx !== "undefined") return wx;
  if (typeof my !== "undefined") return my;
  throw new Error("no mini-program host: pass { host: wx }");
}
