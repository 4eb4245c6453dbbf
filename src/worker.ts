/** The Worker: upgrades go to objects, everything else to the Hono app. Re-exports the objects, as the platform asks. */

import type { Env } from "../durable-objects/env";
import { http } from "./http";
import { openSocket } from "./routes/sockets";

export { ArchiverDO } from "../durable-objects/archiver/archiver-do";
export { BroadcastDO } from "../durable-objects/broadcast/broadcast-do";
export { ConversationDO } from "../durable-objects/conversation/conversation-do";
export { GatewayDO } from "../durable-objects/gateway/gateway-do";
export { HubDO } from "../durable-objects/hub/hub-do";

export default {
  async fetch(request, env, ctx) {
    // Before any middleware: a response with a socket is an object's, and its headers cannot be changed.
    const socket =
      request.headers.get("upgrade")?.toLowerCase() === "websocket" ? await openSocket(request, env) : null;
    return socket ?? http.fetch(request, env, ctx);
  },
} satisfies ExportedHandler<Env>;
