/** REST as a client calls it. Every success is checked against the operation's own output schema, nothing more, nothing less. */

import { z } from "zod";
import { possibleErrors } from "../../src/openapi/possible-errors.ts";
import { operations } from "../../src/registry.ts";

export interface Envelope {
  code: number;
  message: string | null;
  // Each test knows what it asked for.
  data: unknown;
  cursor?: string;
  total?: number;
  msg_ids?: number[];
  failed?: unknown[];
}

const envelopeSchema = z.object({
  code: z.int(),
  message: z.string().nullable(),
  data: z.unknown(),
  cursor: z.string().optional(),
  total: z.int().optional(),
  msg_ids: z.array(z.int()).optional(),
  failed: z.array(z.unknown()).optional(),
});

export type Parameters = Record<string, unknown>;

export class Api {
  readonly url: string;
  readonly #headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.url = url;
    this.#headers = headers;
  }

  get appId(): string {
    return this.#headers["app_id"] ?? "";
  }

  /** Who calls. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  /** The same server with other headers on top; an empty text removes one. */
  with(headers: Record<string, string>): Api {
    const merged = Object.entries({ ...this.#headers, ...headers }).filter(([, value]) => value !== "");
    return new Api(this.url, Object.fromEntries(merged));
  }

  as(token: string): Api {
    return this.with({ "access-token": token });
  }

  get(path: string, query: Parameters = {}): Promise<Envelope> {
    return this.call("GET", path, query);
  }

  post(path: string, body: Parameters = {}): Promise<Envelope> {
    return this.call("POST", path, {}, JSON.stringify(body));
  }

  async call(method: string, path: string, query: Parameters = {}, body?: string): Promise<Envelope> {
    const url = new URL(path, this.url);
    for (const [key, value] of Object.entries(query)) {
      for (const item of Array.isArray(value) ? value : [value]) url.searchParams.append(key, String(item));
    }
    const response = await this.fetch(url, { method, ...(body === undefined ? {} : { body }) });
    if (response.status !== 200) throw new Error(`${method} ${path}: HTTP ${response.status}`);
    const envelope: unknown = await response.json();
    const outcome = envelopeSchema.parse(envelope);
    if (outcome.code === 200) requireDeclaredShape(method, url.pathname, envelope);
    else requireDeclaredError(method, url.pathname, outcome);
    return withoutAbsent(outcome);
  }

  fetch(url: URL | string, init: RequestInit = {}): Promise<Response> {
    const headers = { "content-type": "application/json", ...Object.fromEntries(new Headers(init.headers)) };
    return this.fetchBare(url, { ...init, headers });
  }

  /** With nothing but the client's own headers: the body says what it is. */
  fetchBare(url: URL | string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(url, this.url), {
      ...init,
      headers: { ...this.#headers, ...Object.fromEntries(new Headers(init.headers)) },
    });
  }
}

const operationOf = (method: string, path: string) =>
  operations.find((each) => each.path === path && each.methods.some((name) => name === method));

/** What nobody registered has no description to be held to. */
function requireDeclaredError(
  method: string,
  path: string,
  { code, message }: Pick<Envelope, "code" | "message">,
): void {
  const operation = operationOf(method, path);
  if (!operation || possibleErrors(operation).some((each) => each.code === code)) return;
  throw new Error(`${method} ${path} answered ${code} (${message}), which its description does not name`);
}

function requireDeclaredShape(method: string, path: string, envelope: unknown): void {
  const operation = operationOf(method, path);
  if (!operation) throw new Error(`${method} ${path} succeeded and is not registered`);
  const declared = z.strictObject({ code: z.literal(200), message: z.null(), ...operation.output.shape });
  declared.parse(envelope);
}

function withoutAbsent({
  code,
  message,
  data,
  cursor,
  total,
  msg_ids,
  failed,
}: z.infer<typeof envelopeSchema>): Envelope {
  return {
    code,
    message,
    data,
    ...(cursor === undefined ? {} : { cursor }),
    ...(total === undefined ? {} : { total }),
    ...(msg_ids === undefined ? {} : { msg_ids }),
    ...(failed === undefined ? {} : { failed }),
  };
}
