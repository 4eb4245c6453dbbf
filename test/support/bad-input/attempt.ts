/** One call as it goes over the wire, well formed or not. */

import { Agent, request } from "node:http";
import { z } from "zod";
import { collectParameters } from "../../../src/middleware/collect-parameters.ts";
import { possibleErrors } from "../../../src/openapi/possible-errors.ts";
import type { Method, Operation } from "../../../src/operation.ts";
import type { Api } from "../api.ts";

export interface Attempt {
  method: Method;
  /** After the question mark. */
  query: string;
  body?: string | Uint8Array<ArrayBuffer>;
  contentType?: string;
  /** On top of the caller's. */
  headers?: Record<string, string>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

const shape = z.object({ code: z.int(), message: z.string().nullable() });

export type Answer = z.infer<typeof shape> & { status: number; text: string };

/** With node's own client: fetch would tidy up what is malformed, and sends no body with GET. */
export function send(by: Api, { path }: Pick<Operation, "path">, attempt: Attempt): Promise<Answer> {
  const { method, query, body, contentType = "application/json", headers = {} } = attempt;
  const url = new URL(by.url);
  // Of DELETE node would not say it by itself.
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const options = {
    agent,
    method,
    host: url.hostname,
    port: url.port,
    path: query === "" ? path : `${path}?${query}`,
    headers: { ...by.headers, "content-type": contentType, ...length, ...headers },
  };
  return new Promise((resolve, reject) => {
    const call = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        try {
          // A file is all that is answered without an envelope.
          const told = text.startsWith("{") ? shape.parse(JSON.parse(text)) : { code: 200, message: null };
          resolve({ ...told, status: response.statusCode ?? 0, text });
        } catch (error) {
          reject(
            new Error(`${method} ${path} answered ${response.statusCode} ${text.slice(0, 300)}`, { cause: error }),
          );
        }
      });
    });
    call.on("error", reject);
    call.end(body);
  });
}

/** Whether the operation's schema refuses it: what the handler is given is what the schema is. */
export async function isRefused(operation: Operation, attempt: Attempt): Promise<boolean> {
  const { method, query, body } = attempt;
  const sent = method === "GET" || body === undefined ? { method } : { method, body };
  const wire = new Request(`http://server${operation.path}?${query}`, sent);
  try {
    return !operation.input.safeParse(await collectParameters(wire, operation)).success;
  } catch {
    return true;
  }
}

/** Success, or a code that the operation's description names. */
export function isDescribed(operation: Operation, code: number): boolean {
  return code === 200 || possibleErrors(operation).some((each) => each.code === code);
}

export function told(attempt: Attempt, { code, message, status }: Answer): string {
  const body = attempt.body === undefined ? "" : ` ${String(attempt.body).slice(0, 300)}`;
  return `${attempt.method} ?${attempt.query.slice(0, 300)}${body} got HTTP ${status}, ${code} ${message}`;
}
