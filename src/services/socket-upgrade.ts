/** Upgrade requests: handing them on to an object, or refusing them in words a browser can read. */

import { closeCode, type ErrorName, OrioleError } from "../../protocol/errors";
import { provisionFrame, statusOf } from "../../protocol/frames";
import { logUnknown, nameOfUnknown } from "../middleware/envelope";

const SUBPROTOCOL = "xsync";

/** Headers of this prefix are the Worker's word to an object that reads them; a client cannot send it any. */
const OWN_HEADERS = "x-oriole-";

export function offeredProtocols(request: Request): string[] {
  return (request.headers.get("sec-websocket-protocol") ?? "").split(",").map((protocol) => protocol.trim());
}

/** The same upgrade with these headers of ours and none that the client made up. */
export function forwarded(request: Request, own: Record<string, string>): Request {
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (name.startsWith(OWN_HEADERS)) headers.delete(name);
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  return new Request(request, { headers });
}

/** [TR-6] A socket that opens, says why not, and closes: browsers hide the status of a failed upgrade. */
export function refuseSocket(request: Request, thrown: unknown): Response {
  const { error, message } = named(request, thrown);
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.send(provisionFrame({ status: statusOf(error, message) }));
  server.close(closeCode(error), error);
  const headers = offeredProtocols(request).includes(SUBPROTOCOL)
    ? { "sec-websocket-protocol": SUBPROTOCOL }
    : undefined;
  return new Response(null, { status: 101, webSocket: client, ...(headers ? { headers } : {}) });
}

function named(request: Request, thrown: unknown): { error: ErrorName; message?: string } {
  if (thrown instanceof OrioleError) return thrown;
  logUnknown("worker.upgrade_failed", request, thrown);
  return { error: nameOfUnknown(thrown) };
}
