/** A server in a process of its own, so that its CPU time and memory can be told from the generator's. */

import { z } from "zod";
import { runtimePids } from "../../server/processes.ts";
import { startServer } from "../../server/start.ts";

const optionsSchema = z.object({ data: z.string(), worker: z.string(), vars: z.record(z.string(), z.string()) });

const querySchema = z.object({ id: z.int(), sql: z.string(), params: z.array(z.union([z.string(), z.number()])) });

const server = await startServer({ port: 0, ...optionsSchema.parse(JSON.parse(process.argv[2] ?? "")) });

process.on("message", async (message) => {
  const { id, sql, params } = querySchema.parse(message);
  const { results } = await server.database
    .prepare(sql)
    .bind(...params)
    .all();
  process.send?.({ id, rows: results });
});

process.on("disconnect", () => {
  void server.stop().finally(() => process.exit(0));
});

process.send?.({ url: server.url, runtime: await runtimePids(), helpers: [process.pid, ...server.helperPids()] });
