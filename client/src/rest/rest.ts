import type { RestRequest } from "../api/client";
import type { HttpPort } from "../api/ports";
import { errorOf, fromRest, numbered } from "../errors/error-table";

/** What a login call answers. */
export interface Grant {
  readonly token: string;
  readonly uid: number;
}

/** The REST API: envelope {code, message, data}, where 200 alone is success. */
export class Rest {
  readonly #http: HttpPort;
  readonly #base: string;
  readonly #appId: string;

  constructor(http: HttpPort, base: string, appId: string) {
    this.#http = http;
    this.#base = base;
    this.#appId = appId;
  }

  /** Token by credentials: `/token/user` or `/token/id`. */
  async login(path: string, body: object): Promise<Grant> {
    const data = (await this.call("POST", path, { body })) as { token?: unknown; user_id?: unknown } | null;
    if (typeof data?.token !== "string") throw numbered(719);
    return { token: data.token, uid: Number(data.user_id) };
  }

  async call(method: "GET" | "POST", path: string, { query, body }: RestRequest, token?: string): Promise<unknown> {
    const headers: Record<string, string> = { app_id: this.#appId };
    if (token) headers["access-token"] = token;
    if (method === "POST") headers["content-type"] = "application/json";
    const request = { method, headers, url: this.#base + path + queryOf(query) };
    const answer = this.#http(method === "POST" ? { ...request, body: JSON.stringify(body ?? {}) } : request);
    return dataOf(
      await answer.catch((thrown: unknown) => {
        throw errorOf(thrown, 700);
      }),
    );
  }
}

function queryOf(query: RestRequest["query"] = {}): string {
  const pairs: string[] = [];
  for (const key in query) {
    for (const value of ([] as unknown[]).concat(query[key])) {
      if (value !== undefined) pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
    }
  }
  return pairs.length ? `?${pairs.join("&")}` : "";
}

/** Errors of a proxy in between have no envelope; their HTTP status tells whether trying again helps. */
function dataOf({ status, body }: { status: number; body: string }): unknown {
  let envelope: { code?: unknown; message?: unknown; data?: unknown } | null = null;
  try {
    envelope = JSON.parse(body);
  } catch {}
  if (typeof envelope?.code !== "number")
    throw numbered(status >= 500 ? 700 : status === 429 ? 716 : 719, `HTTP ${status}`);
  if (envelope.code !== 200) throw fromRest(envelope.code, String(envelope.message ?? ""));
  return envelope.data;
}
