/** One request to an app's own server. What comes back is not trusted: neither its size nor its time nor its redirects. */

import type { WebhookSecret } from "../access/app";
import { signedHeaders } from "./sign";

export interface Receiver {
  url: string;
  secrets: readonly WebhookSecret[];
}

export type PostOutcome = { ok: true; text: string } | { ok: false; error: string };

const MAX_ANSWER_BYTES = 256 * 1024;

/** Never rejects. `id` names what is sent: the same when it is sent again. */
export async function post(receiver: Receiver, id: string, body: string, timeoutMs: number): Promise<PostOutcome> {
  const aborted = new AbortController();
  const timer = setTimeout(() => aborted.abort(), timeoutMs);
  try {
    const headers = await signedHeaders(receiver.secrets, id, Date.now(), body);
    // A redirect would carry messages to an address that nobody set.
    const response = await fetch(receiver.url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: aborted.signal,
    });
    if (response.status < 200 || response.status > 299) {
      await response.body?.cancel();
      return { ok: false, error: `HTTP ${response.status}` };
    }
    return { ok: true, text: await bounded(response) };
  } catch (error) {
    return { ok: false, error: aborted.signal.aborted ? `no answer within ${timeoutMs} ms` : shortened(error) };
  } finally {
    clearTimeout(timer);
  }
}

async function bounded({ body }: Response): Promise<string> {
  if (!body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error("the answer is larger than 256 KB");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function shortened(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
