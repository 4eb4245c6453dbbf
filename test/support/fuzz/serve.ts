/** A server in a process of its own, which also answers questions about its D1. Arguments: ServerOptions as JSON. */

import { type ServerOptions, startServer } from "../../../server/start.ts";

const options: ServerOptions = JSON.parse(process.argv[2] ?? "{}");
const server = await startServer(options);

process.on("message", async ({ id, sql, values }: { id: number; sql: string; values: unknown[] }) => {
  const { results } = await server.database
    .prepare(sql)
    .bind(...values)
    .all();
  process.send?.({ id, rows: results });
});
process.on("disconnect", () => {
  void server.stop().then(() => process.exit(0));
});
process.send?.({ url: server.url });
