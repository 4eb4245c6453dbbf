/** Everything that is not a socket: REST by the registry, its description, and static files. */

import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { takeAddress } from "../durable-objects/access/request-rates";
import type { Env } from "../durable-objects/env";
import { errors, OrioleError } from "../protocol/errors";
import { collectParameters } from "./middleware/collect-parameters";
import { failure, nameplate, success } from "./middleware/envelope";
import { identifier } from "./middleware/identify";
import { openApiDocument } from "./openapi/document";
import type { Operation } from "./operation";
import { operations } from "./registry";

type HttpContext = Context<{ Bindings: Env }>;

export const http = new Hono<{ Bindings: Env }>();

// No list of headers: the preflight's own wish is granted. There are no cookies to protect, tokens are sent by hand.
http.use(
  cors({
    origin: "*",
    allowMethods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
    // What a script needs to resume a download, and to know when to come back.
    exposeHeaders: ["accept-ranges", "content-disposition", "content-length", "content-range", "etag", "retry-after"],
    maxAge: 86_400,
  }),
);

http.onError((thrown, c) => failure(c, thrown));

for (const operation of operations) {
  http.on([...operation.methods], operation.path, (c) => answer(c, operation));
}

http.get("/openapi.json", (c) => c.json(openApiDocument(operations)));

// [TR-4] Engine.IO's own words for a transport that is not served, so that its clients report it as such.
http.all("/socket.io/*", (c) => c.json({ code: 0, message: "Transport unknown" }, 400));

http.get("*", staticFile);

http.notFound(unknownRoute);

async function answer(c: HttpContext, operation: Operation): Promise<Response> {
  const call = { env: c.env, request: c.req.raw, nowMs: Date.now() };
  try {
    takeAddress(call);
    const result = await operation.run(identifier(call), () => collectParameters(c.req.raw, operation));
    return result instanceof Response ? result : success(c, result);
  } catch (thrown) {
    return failure(c, thrown, { codes: operation.codes, byStatus: operation.answer === "bytes" });
  }
}

async function staticFile(c: HttpContext): Promise<Response> {
  const file = await c.env.ASSETS.fetch(c.req.raw);
  if (file.status !== 404) return served(file, c.req.path.startsWith("/assets/"));
  // Clients measure servers by the time `/` takes, with or without a page there.
  return c.req.path === "/" ? c.text("Oriole") : unknownRoute(c);
}

/** What Vite writes to assets/ lasts: it has its hash in its name, and a browser that has it need not ask again. */
function served(file: Response, lasts: boolean): Response {
  const ours = new Response(file.body, file);
  // Chats, and an admin token on /docs: no page of another origin lays itself over them.
  ours.headers.set("content-security-policy", "frame-ancestors 'self'");
  ours.headers.set("x-content-type-options", "nosniff");
  ours.headers.set("referrer-policy", "same-origin");
  if (lasts) ours.headers.set("cache-control", "public, max-age=31536000, immutable");
  return ours;
}

/** A client (it sends app_id) is told by the envelope that this server lacks the call: HTTP 404 would mean a dead server to it. */
function unknownRoute(c: HttpContext): Response {
  if (c.req.header("app_id") !== undefined) return failure(c, new OrioleError("NotSupported"));
  const { rest, meaning } = errors.NotFound;
  return c.json({ code: rest, message: meaning, data: null, error: nameplate("NotFound") }, 404);
}
