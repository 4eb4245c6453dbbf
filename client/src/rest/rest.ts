import type { ClockPort, HttpPort, HttpRequest, HttpResponse } from "../api/ports";
import type { RestMethod } from "../api/rest";
import { ClientError } from "../client-error";
import { inTime } from "../connection/in-time";
import { type ErrorName, errorOf, numbered, type Retry, SERVER_UNKNOWN } from "../errors/error-table";

/** A RestRequest of any operation. */
export interface RestCall {
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly whole?: boolean;
  readonly anonymous?: boolean;
}

interface RestHost {
  readonly http: HttpPort;
  readonly clock: ClockPort;
  readonly url: string;
  readonly appId: string;
  readonly timeoutMs: number;
}

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] };

/** What a login call answers. */
export interface Grant {
  readonly token: string;
  readonly uid: number;
}

/** The REST API: envelope {code, message, data}, where 200 alone is success; a refusal has its {error} beside them. */
export class Rest {
  readonly #host: RestHost;

  constructor(host: RestHost) {
    this.#host = host;
  }

  /** Token by credentials: `/token/user` or `/token/id`. */
  async login(path: string, body: object): Promise<Grant> {
    const data = (await this.call("POST", path, { body })) as { token?: unknown; user_id?: unknown } | null;
    if (typeof data?.token !== "string") throw numbered(719);
    return { token: data.token, uid: Number(data.user_id) };
  }

  async call(method: RestMethod, path: string, { query, body, whole }: RestCall, token?: string): Promise<unknown> {
    const headers: Record<string, string> = { app_id: this.#host.appId };
    const request: Writable<HttpRequest> = { method, headers, url: this.#host.url + path + queryOf(query) };
    if (token) headers["access-token"] = token;
    if (method !== "GET") {
      headers["content-type"] = "application/json";
      request.body = JSON.stringify(body ?? {});
    }
    const sent = this.#host.http(request).catch((thrown) => {
      throw errorOf(thrown, 700);
    });
    const envelope = envelopeOf(await inTime(this.#host, sent));
    return whole ? envelope : envelope.data;
  }
}

function queryOf(query: RestCall["query"] = {}): string {
  const pairs: string[] = [];
  for (const key in query) {
    for (const value of ([] as unknown[]).concat(query[key])) {
      if (value !== undefined) pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
    }
  }
  return pairs.length ? `?${pairs.join("&")}` : "";
}

interface Envelope {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly data?: unknown;
  /** Of a refusal: which error of the table it is. */
  readonly error?: { readonly name: ErrorName; readonly number: number; readonly retry: Retry };
}

/** Errors of a proxy in between have no envelope; their HTTP status tells whether trying again helps. */
export function envelopeOf({ status, body, retryAfter }: HttpResponse): Envelope {
  let envelope: Envelope | null = null;
  try {
    envelope = JSON.parse(body);
  } catch {}
  if (typeof envelope?.code !== "number")
    throw later(numbered(status >= 500 ? 700 : status === 429 ? 716 : 719, `HTTP ${status}`), retryAfter);
  if (envelope.code !== 200) throw later(refusal(envelope, envelope.code), retryAfter);
  return envelope;
}

/** Takes along how long the server wants to be left alone, if it says so in seconds. */
const later = (error: ClientError, retryAfter: HttpResponse["retryAfter"]): ClientError =>
  Object.assign(error, Number(retryAfter) > 0 && { retryAfterMs: Number(retryAfter) * 1000 });

function refusal({ message, error }: Envelope, code: number): ClientError {
  const reason = String(message ?? "");
  return error
    ? new ClientError(error.name, error.number, error.retry, reason, code)
    : numbered(SERVER_UNKNOWN, reason, code);
}
