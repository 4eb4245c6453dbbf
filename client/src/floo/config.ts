import type { Ports } from "../index";
import type { LocalStore } from "./local-store";

export type LogLevel = "debug" | "info" | "warn" | "error" | "off";

/** What flooim() is given. */
export interface FlooConfig {
  /** The app's id. */
  appid: string;
  /** Where discovery is: a complete URL, or the address of a deployment. Default: the page's own origin. */
  dnsServer?: string;
  /** Accepted for old callers; sockets are plain WebSockets everywhere. */
  ws?: boolean;
  /** Log in with the stored token of this app. Default true. */
  autoLogin?: boolean;
  logLevel?: LogLevel;
  /** Host of short links. Default: the one that discovery names. */
  linkServer?: string;
  /** Host functions, where the host is neither a browser nor Node. */
  ports?: Partial<Ports>;
  /** Where token, drafts and the like survive a reload. Default: localStorage, or memory without it. */
  store?: LocalStore;
}
