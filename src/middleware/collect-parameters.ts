/** Parameters of a request: the query string, overlaid by the JSON body. Clients put the same parameter in either. */

import { OrioleError } from "../../protocol/errors";

/** Room for a batch of some thousand ids; message texts are far smaller. */
export const MAX_BODY_BYTES = 256 * 1024;

export async function collectParameters(request: Request): Promise<Record<string, unknown>> {
  return { ...queryParameters(new URL(request.url).searchParams), ...(await bodyParameters(request)) };
}

function queryParameters(search: URLSearchParams): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key);
    parameters[key] = values.length === 1 ? values[0] : values;
  }
  return parameters;
}

async function bodyParameters(request: Request): Promise<Record<string, unknown>> {
  const body = await readText(request);
  if (body.trim() === "") return {};
  const value = parseJson(body);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new OrioleError("InvalidRequestParameter", "invalid request parameter: the body must be a JSON object");
  }
  return { ...value };
}

/** The body as text. Counted while it streams: content-length may be absent or a lie. */
async function readText(request: Request): Promise<string> {
  if (!request.body) return "";
  const decoder = new TextDecoder();
  let body = "";
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw new OrioleError("InvalidRequestParameter", "request body larger than 256 KB");
    body += decoder.decode(chunk, { stream: true });
  }
  return body + decoder.decode();
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new OrioleError("InvalidRequestParameter", "invalid request parameter: the body is not JSON");
  }
}
