/** The private server: the built Worker in workerd, with its data on disk. Tests and the bench start it here too. */

import { mkdir, readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { claimFolder } from "./claim-folder.ts";
import { readDeployment } from "./deployment.ts";
import { startKeyDerivation } from "./key-derivation.ts";
import { applyMigrations, type Database } from "./migrate.ts";
import { project } from "./project.ts";
import { guardRuntime } from "./runtime-guard.ts";

export interface ServerOptions {
  /** 0 picks a free one. */
  port: number;
  /** 127.0.0.1 unless the server shall be reachable from elsewhere. */
  host?: string;
  /** Folder of all data. */
  data: string;
  /** Override of wrangler.toml's vars. */
  vars?: Record<string, string>;
  /** The bundle to run; the built Worker by default. */
  worker?: string;
}

export interface Server {
  /** `http://host:port`, without a slash at the end. */
  url: string;
  /** The directory and archive, past all rules: for seeding and for tests. */
  database: Database;
  miniflare: Miniflare;
  /** Processes beside this one and workerd. */
  helperPids(): number[];
  stop(): Promise<void>;
}

const WORKER = "oriole";

/** What differs where one operator has it all in one place. */
const PRIVATE_VARS = {
  // Memory is there; what waits for the disk waits for it in the one thread that serves everybody.
  LINGER_MS: "60000",
  WEBHOOK_HTTP: "1",
  // Without a proxy that can be trusted, whatever header says where a client is comes from the client.
  IP_HEADER: "",
};

/** Serves as soon as it resolves; the Worker must have been built. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const data = resolve(options.data);
  await mkdir(data, { recursive: true });
  await claimFolder(data);
  const guard = guardRuntime();
  const keys = await startKeyDerivation();
  const miniflare = new Miniflare(await runtimeOptions(options, data, keys.address, () => guard.watch()));
  const stop = async () => {
    await miniflare.dispose();
    keys.stop();
    guard.release();
  };
  try {
    const { origin } = await miniflare.unsafeGetDirectURL(WORKER);
    await guard.watch();
    const database = await miniflare.getD1Database("DB", WORKER);
    await applyMigrations(database, project.migrations);
    return { url: origin, database, miniflare, helperPids: () => [keys.pid()], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function runtimeOptions(options: ServerOptions, data: string, keys: string, onRestart: () => Promise<void>) {
  const { compatibilityDate, compatibilityFlags, vars } = await readDeployment();
  const worker = options.worker ?? project.worker;
  const sqlite = (className: string) => ({ className, useSQLite: true });
  const host = options.host ?? "127.0.0.1";
  const converted = convertV4MiniflareOptions({
    // Miniflare's own door, for its API alone; clients come in by the direct socket below.
    host: "127.0.0.1",
    port: 0,
    log: new Log(LogLevel.ERROR),
    logRequests: false,
    // Without these two Miniflare would ask Cloudflare for a sample `request.cf` and report its use.
    cf: false,
    telemetry: { enabled: false },
    unsafeHandleRuntimeRestart: onRestart,
    workers: [
      {
        name: WORKER,
        modules: await modulesOf(worker),
        modulesRoot: dirname(worker),
        compatibilityDate,
        compatibilityFlags,
        bindings: { ...vars, ...PRIVATE_VARS, ...options.vars },
        durableObjects: {
          CONVERSATION: sqlite("ConversationDO"),
          HUB: sqlite("HubDO"),
          GATEWAY: sqlite("GatewayDO"),
          ARCHIVER: sqlite("ArchiverDO"),
          BROADCAST: sqlite("BroadcastDO"),
        },
        d1Databases: { DB: "oriole" },
        r2Buckets: { FILES: "oriole-files" },
        serviceBindings: { ASSETS: "oriole-assets", KEY_DERIVATION: { external: { address: keys, http: {} } } },
        // Straight to the Worker: the usual way leads every request through three more Workers of Miniflare.
        unsafeDirectSockets: [{ host, port: options.port }],
      },
      // A Worker of its own, because those three come with `assets` and would stand before the main one.
      {
        name: "oriole-assets",
        modules: true,
        script: "export default { fetch: () => new Response(null, { status: 404 }) }",
        compatibilityDate,
        assets: { directory: project.assets, routerConfig: { has_user_worker: true } },
      },
    ],
  });
  return Object.assign(converted, { resourcePersistencePath: join(data, "state") });
}

/** The bundle, and what the build put beside it because wasm cannot be in it. */
async function modulesOf(worker: string) {
  const folder = dirname(worker);
  const wasm = (await readdir(folder)).filter((name) => name.endsWith(".wasm"));
  return [
    { type: "ESModule" as const, path: worker },
    ...wasm.map((name) => ({ type: "CompiledWasm" as const, path: join(folder, name) })),
  ];
}
