/**
 * `npm run deploy`: makes the D1 database and the R2 bucket where they are missing, applies the migrations, uploads.
 * `npm run deploy -- --dry-run` only builds, says how large the upload is, and needs no account.
 */

import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { build, runTool } from "./build.ts";
import { readDeployment } from "./deployment.ts";
import { project } from "./project.ts";

/** wrangler.toml names the database; its id is the account's matter, so the deployment runs from a copy that has it. */
const RESOLVED_CONFIG = join(project.root, ".wrangler-deploy.toml");

async function deploy(dryRun: boolean): Promise<void> {
  const report = await build();
  if (dryRun) return console.log(report);
  const { database, bucket } = await readDeployment();
  const databaseId = await ensureDatabase(database);
  await ensureBucket(bucket);
  await writeFile(
    RESOLVED_CONFIG,
    withDatabaseId(await readFile(project.wranglerConfig, "utf8"), database, databaseId),
  );
  try {
    const config = ["--config", RESOLVED_CONFIG];
    await runTool("wrangler", ["d1", "migrations", "apply", database, "--remote", ...config]);
    await runTool("wrangler", ["deploy", ...config]);
  } finally {
    await rm(RESOLVED_CONFIG, { force: true });
  }
}

function withDatabaseId(config: string, name: string, id: string): string {
  const named = `database_name = "${name}"`;
  if (!config.includes(named)) throw new Error(`wrangler.toml does not say ${named}`);
  return config.replace(named, `${named}\ndatabase_id = "${id}"`);
}

const databasesSchema = z.array(z.object({ name: z.string(), uuid: z.string() }));

async function ensureDatabase(name: string): Promise<string> {
  const existing = await databaseId(name);
  if (existing !== null) return existing;
  await runTool("wrangler", ["d1", "create", name]);
  const created = await databaseId(name);
  if (created === null) throw new Error(`D1 database ${name} was made but is not listed`);
  return created;
}

async function databaseId(name: string): Promise<string | null> {
  const listed = await runTool("wrangler", ["d1", "list", "--json"], { quiet: true });
  // Notices of wrangler may stand before the JSON.
  const databases = databasesSchema.parse(JSON.parse(listed.slice(listed.indexOf("["))));
  return databases.find((database) => database.name === name)?.uuid ?? null;
}

async function ensureBucket(name: string): Promise<void> {
  const listed = await runTool("wrangler", ["r2", "bucket", "list"], { quiet: true });
  const names = [...listed.matchAll(/^name:\s+(\S+)$/gm)].map((match) => match[1]);
  if (!names.includes(name)) await runTool("wrangler", ["r2", "bucket", "create", name]);
}

deploy(process.argv.includes("--dry-run")).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
