/** `npm start`: builds, serves, and says where. PORT, HOST and ORIOLE_DATA change the defaults. */

import { resolve } from "node:path";
import { build } from "./build.ts";
import { project } from "./project.ts";
import { type Demo, seedDemo } from "./seed-demo.ts";
import { type Server, startServer } from "./start.ts";

const DEFAULT_PORT = 8787;

async function main(): Promise<void> {
  const { PORT, HOST, ORIOLE_DATA, ORIOLE_IP_HEADER } = process.env;
  const data = resolve(project.root, ORIOLE_DATA ?? ".oriole");
  if (!process.argv.includes("--no-build")) await build();
  const server = await startServer({
    port: PORT ? Number(PORT) : DEFAULT_PORT,
    ...(HOST ? { host: HOST } : {}),
    ...(ORIOLE_IP_HEADER ? { vars: { IP_HEADER: ORIOLE_IP_HEADER } } : {}),
    data,
  });
  stopOn("SIGINT", server);
  stopOn("SIGTERM", server);
  announce(server, await seedDemo(server, data), data);
}

function stopOn(signal: NodeJS.Signals, server: Server): void {
  process.once(signal, () => {
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

function announce({ url }: Server, demo: Demo, data: string): void {
  const users = demo.users.map(({ name, password }) => `  User      ${name}   password ${password}`);
  console.log(
    ["Oriole is running", `  App ID    ${demo.appId}`, ...users, `  Demo page ${url}/`, `  Data      ${data}`].join(
      "\n",
    ),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
