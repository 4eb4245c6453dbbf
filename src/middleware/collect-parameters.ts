/** Parameters of a request: the query string, overlaid by the JSON body. Clients put the same parameter in either. */

import { parseWellFormed } from "../../durable-objects/well-formed-json";
import { OrioleError } from "../../protocol/errors";
import type { Operation } from "../operation";

/** Room for a batch of some thousand ids; message texts are far smaller. */
export const MAX_BODY_BYTES = 256 * 1024;

/** `bareBody` names the parameter that a body becomes which is no object. */
export async function collectParameters(
  request: Request,
  { bareBody, streamedBody }: Pick<Operation, "bareBody" | "streamedBody">,
): Promise<Parameters> {
  const query = queryParameters(new URL(request.url).searchParams);
  if (streamedBody) return query;
  const body = await readText(request);
  return { ...query, ...(bareBody === "text" ? textParameter(body, query) : bodyParameters(body, bareBody)) };
}

type Parameters = Record<string, unknown>;

/** The body is the text, as it is or as a JSON text. */
function textParameter(body: string, query: Parameters): Parameters {
  if (body === "" && query["text"] !== undefined) return {};
  try {
    const value = parseWellFormed(body);
    return { text: typeof value === "string" ? value : body };
  } catch {
    return { text: body };
  }
}

function queryParameters(search: URLSearchParams): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key);
    parameters[key] = values.length === 1 ? values[0] : values;
  }
  return parameters;
}

function bodyParameters(body: string, bareBody: Operation["bareBody"]): Parameters {
  if (body.trim() === "") return {};
  const value = parseJson(body);
  if (bareBody === "list" && Array.isArray(value)) return { list: value };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new OrioleError("InvalidRequestParameter", "invalid request parameter: the body must be a JSON object");
  }
  return { ...value };
}

async function readText(request: Request): Promise<string> {
  if (!request.body) return "";
  // The length that is announced is the length that comes: HTTP ends the body there, and a length beside chunks is taken away
  // before it gets here. Chunks announce none.
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > MAX_BODY_BYTES) throw tooLarge();
  return Number.isNaN(announced) ? readCounted(request.body) : request.text();
}

async function readCounted(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let body = "";
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw tooLarge();
    body += decoder.decode(chunk, { stream: true });
  }
  return body + decoder.decode();
}

function tooLarge(): OrioleError {
  return new OrioleError("InvalidRequestParameter", "request body larger than 256 KB");
}

function parseJson(body: string): unknown {
  try {
    return parseWellFormed(body);
  } catch {
    throw new OrioleError("InvalidRequestParameter", "invalid request parameter: the body is not JSON");
  }
}
