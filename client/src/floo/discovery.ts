import { createClient, type OrioleClient, type OrioleOptions } from "../index";
import { restCall } from "./rest-call";

export interface ServerEntry {
  protocol: string;
  host: string;
  ip_list?: string[];
}

interface Cluster {
  ratel: ServerEntry[];
  webim?: ServerEntry[];
  ws?: ServerEntry[];
  rtc: ServerEntry[];
}

/** The discovery document. */
export interface Discovery {
  version: number;
  dns_list: { group_level: number; clusters: Cluster[] }[];
  app_status: string;
  account_verification: { type: string; name: string; status: string };
  link_server_list?: { domain: string }[];
}

export interface Servers {
  ratel: string;
  fireplace: string;
  rtc: string;
}

/** What discovery found. */
export interface Discovered {
  readonly document: Discovery | null;
  readonly servers: Servers | null;
  readonly config: unknown;
  readonly linkServer: string;
}

const PATH = "/v2/app_dns";

/** The page's own origin, where there is a page. */
const pageOrigin = () => (globalThis as { location?: { origin?: string } }).location?.origin ?? "";

/** Where discovery is asked: origin and path. An address without a path is a deployment's. */
export function discoveryAddress(dnsServer: string | undefined): { origin: string; path: string } {
  const given = dnsServer || pageOrigin();
  const [, origin = "", path = ""] = /^((?:\w+:\/\/)?[^/?#]*)([^?#]*)/.exec(given) ?? [];
  return { origin: /^\w+:\/\//.test(origin) ? origin : `https://${origin}`, path: path.length > 1 ? path : PATH };
}

export async function discover(options: OrioleOptions, path: string): Promise<Discovery> {
  const query = { app_id: options.appId, source: "sdk" };
  const document = await restCall(createClient(options))("GET", path, { query, anonymous: true });
  return document as Discovery;
}

const urlOf = (entry: ServerEntry | undefined): string => (entry ? `${entry.protocol}://${entry.host}` : "");

/** The first server of each kind; null when the document names none. */
export function serversOf(document: Discovery): Servers | null {
  const [cluster] = document.dns_list?.filter(({ group_level }) => group_level === 0)[0]?.clusters ?? [];
  const ratel = urlOf(cluster?.ratel?.[0]);
  if (!cluster || !ratel) return null;
  const socket = urlOf((cluster.webim ?? cluster.ws)?.[0]) || ratel;
  const rtc = urlOf(cluster.rtc?.[0]) || ratel;
  return { ratel, fireplace: socket, rtc: rtc.replace(/^http/, "ws") };
}

/** A client for calls to another host, such as one of short links. */
export function clientFor(options: OrioleOptions, host: string): OrioleClient {
  const { origin } = discoveryAddress(host);
  // A bare domain speaks what the deployment speaks: a private one may have no TLS.
  const [scheme = ""] = /^\w+:/.exec(options.url) ?? [];
  return createClient({ ...options, url: /^\w+:/.test(host) ? origin : origin.replace(/^\w+:/, scheme) });
}
