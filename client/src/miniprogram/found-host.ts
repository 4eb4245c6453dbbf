import type { MiniProgramHost } from "./host";

// Hosts are names in scope, not properties of a global object.
declare const uni: MiniProgramHost | undefined;
declare const wx: MiniProgramHost | undefined;
declare const my: MiniProgramHost | undefined;

/** Alipay's own comes before uni-app's, which passes no `protocols` on there; uni-app's before the others, of which it is made. */
export function foundHost(): MiniProgramHost {
  if (typeof my !== "undefined") return my;
  if (typeof uni !== "undefined") return uni;
  if (typeof wx !== "undefined") return wx;
  throw new Error("no host: pass one");
}

export const isAlipay = (host: MiniProgramHost): boolean => typeof my !== "undefined" && host === my;
