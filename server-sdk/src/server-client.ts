/** The REST API for a back end: as the app, or on behalf of a user or a group. */

import { setTimeout as pause } from "node:timers/promises";
import type {
  RestArguments,
  RestData,
  RestMethod,
  RestOutput,
  RestParameters,
  RestPath,
} from "../../protocol/rest-calls";
import { type Download, type FileCalls, type NewFile, pathOfFile, type UploadTo, uploadFile } from "./files";
import { type HttpCall, send, sendForFile, withQuery } from "./http";
import { delayMs, mayRepeat } from "./retry";
import { ServiceError } from "./service-error";

export interface ServerClientOptions {
  /** Where the server is, e.g. `https://im.example.com`. */
  readonly url: string;
  readonly appId: string;
  /** An admin token, or how to get one: asked again whenever the last is no longer taken. */
  readonly token: string | (() => string | Promise<string>);
  /** How often a call is made at most; 4 unless told. */
  readonly attempts?: number;
  /** How long one attempt may take, ms; 15,000 unless told. Of a download it counts until the file begins to come. */
  readonly timeoutMs?: number;
  /** In place of the host's own. */
  readonly fetch?: typeof fetch;
}

export interface CallOptions {
  /** The answer is all of the envelope: lists have their `cursor` there. */
  readonly whole?: boolean;
  /** Doing it twice does no harm, so it is repeated after any passing failure. Reads are, and sends with a transaction_id. */
  readonly idempotent?: boolean;
  readonly signal?: AbortSignal;
}

type Request<Method extends RestMethod, Path extends RestPath<Method>> = RestParameters<Method, Path> & CallOptions;

interface LooseRequest extends CallOptions {
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  /** In place of a JSON body. */
  readonly raw?: FormData | Blob;
}

/** Sends one attempt. */
type Send<T> = (fetchIt: typeof fetch, call: HttpCall) => Promise<T>;

/** Paths of lists whose answers may name a cursor. */
export type PagedPath = {
  [Path in RestPath<"GET">]: RestOutput<"GET", Path> extends { data: unknown[]; cursor?: string } ? Path : never;
}[RestPath<"GET">];

type Item<Path extends PagedPath> = RestData<"GET", Path> extends (infer One)[] ? One : never;

export class ServerClient {
  readonly #options: ServerClientOptions;
  readonly #acting: Readonly<Record<string, string>>;
  #token: Promise<string> | null = null;

  constructor(options: ServerClientOptions, acting: Readonly<Record<string, string>> = {}) {
    this.#options = { ...options, url: options.url.replace(/\/+$/, "") };
    this.#acting = acting;
  }

  /** The same on behalf of a user. */
  asUser(uid: number): ServerClient {
    return new ServerClient(this.#options, { user_id: String(uid) });
  }

  /** The same as an admin of one group. */
  asGroup(gid: number): ServerClient {
    return new ServerClient(this.#options, { group_id: String(gid) });
  }

  /** Makes a call: resolves with `data`, or with `whole` with everything beside it; rejects with a ServiceError. */
  call<Method extends RestMethod, Path extends RestPath<Method>>(
    method: Method,
    path: Path,
    request: Request<Method, Path> & { readonly whole: true },
  ): Promise<RestOutput<Method, Path>>;
  call<Method extends RestMethod, Path extends RestPath<Method>>(
    method: Method,
    path: Path,
    ...request: RestArguments<Request<Method, Path>>
  ): Promise<RestData<Method, Path>>;
  async call(method: RestMethod, path: string, request: LooseRequest = {}): Promise<unknown> {
    const envelope = await this.#patiently(send, method, path, request);
    return request.whole ? envelope : envelope.data;
  }

  /** Uploads a file, in parts where it is large; resolves with the URL that a message, a profile or a group's list takes. */
  uploadFile(to: UploadTo, file: NewFile, options: Pick<CallOptions, "signal"> = {}): Promise<string> {
    const calls: FileCalls = {
      call: (method, path, request) => this.#patiently(send, method, path, { ...options, ...request }),
    };
    return uploadFile(calls, to, file);
  }

  /** The file of such a URL, whoever may read it: the app all of its own, `asUser` what that user may. Its body is a stream. */
  async downloadFile(url: string, { signal, range, ...wish }: Download = {}): Promise<Response> {
    const download: Send<Response> = (fetchIt, call) =>
      sendForFile(fetchIt, range ? { ...call, headers: { ...call.headers, range } } : call);
    const request = { query: wish, ...(signal ? { signal } : {}) };
    return this.#patiently(download, "GET", pathOfFile(url), request);
  }

  /** Every row of a list, page after page. */
  async *each<Path extends PagedPath>(
    path: Path,
    ...[request]: RestArguments<Request<"GET", Path>>
  ): AsyncGenerator<Item<Path>, void, undefined> {
    const asked = (request ?? {}) as LooseRequest;
    for (let cursor: unknown = asked.query?.["cursor"]; ; ) {
      const query = cursor === undefined ? asked.query : { ...asked.query, cursor };
      const page = await this.#patiently(send, "GET", path, { ...asked, query });
      yield* page.data as Item<Path>[];
      cursor = page.cursor;
      if (cursor === undefined || cursor === "") return;
    }
  }

  /** Repeats what may be repeated; a token that is no longer taken is renewed once. */
  async #patiently<T>(sendIt: Send<T>, method: RestMethod, path: string, request: LooseRequest): Promise<T> {
    const { attempts = 4 } = this.#options;
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(sendIt, method, path, request);
      } catch (cause) {
        if (!(cause instanceof ServiceError)) throw cause;
        if (cause.error === "InvalidToken" && typeof this.#options.token === "function" && !renewed) {
          renewed = true;
          this.#token = null;
          continue;
        }
        if (attempt >= attempts || !mayRepeat(cause, isIdempotent(method, request))) throw cause;
        await pause(delayMs(attempt, cause.retryAfterMs, Math.random()), undefined, signalOf(request)).catch(() => {
          throw new ServiceError("UserCancel", "the call was given up");
        });
      }
    }
  }

  async #once<T>(
    sendIt: Send<T>,
    method: RestMethod,
    path: string,
    { query, body, raw, signal }: LooseRequest,
  ): Promise<T> {
    const { url, appId, timeoutMs = 15_000, fetch: fetchIt = fetch } = this.#options;
    const headers = { app_id: appId, "access-token": await this.#currentToken(), ...this.#acting };
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new DOMException("no answer in time", "TimeoutError")), timeoutMs);
    const call = {
      method,
      url: url + withQuery(path, query),
      signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    };
    const typed = { ...headers, "content-type": "application/json" };
    try {
      if (method === "GET") return await sendIt(fetchIt, { ...call, headers });
      if (raw) return await sendIt(fetchIt, { ...call, headers, body: raw });
      return await sendIt(fetchIt, { ...call, headers: typed, body: JSON.stringify(body ?? {}) });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asked for once, however many calls wait for it. */
  #currentToken(): Promise<string> {
    const { token } = this.#options;
    this.#token ??= Promise.resolve(typeof token === "function" ? token() : token);
    const asked = this.#token;
    asked.catch(() => {
      if (this.#token === asked) this.#token = null;
    });
    return asked;
  }
}

const signalOf = ({ signal }: LooseRequest) => (signal ? { signal } : {});

function isIdempotent(method: RestMethod, { idempotent, body, query }: LooseRequest): boolean {
  if (idempotent !== undefined) return idempotent;
  // 0 is none.
  const named = (given: unknown) =>
    typeof given === "object" && given !== null && "transaction_id" in given && Number(given.transaction_id) !== 0;
  return method === "GET" || named(body) || named(query);
}
