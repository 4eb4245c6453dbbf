/** What the private server takes over from wrangler.toml, written down by the build. */

import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { project } from "./project.ts";

const deploymentSchema = z.object({
  compatibilityDate: z.string(),
  compatibilityFlags: z.array(z.string()),
  vars: z.record(z.string(), z.string()),
  /** Names, under which a deployment makes or finds them. */
  database: z.string(),
  bucket: z.string(),
});

export type Deployment = z.infer<typeof deploymentSchema>;

/** Needs wrangler's own reader, and a second to load it: done by the build, so that starting stays fast. */
export async function recordDeployment(): Promise<Deployment> {
  const { unstable_readConfig } = await import("wrangler");
  const config = unstable_readConfig({ config: project.wranglerConfig });
  const deployment: Deployment = deploymentSchema.parse({
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    vars: config.vars,
    database: config.d1_databases[0]?.database_name,
    bucket: config.r2_buckets[0]?.bucket_name,
  });
  await writeFile(project.deployment, JSON.stringify(deployment, null, 2));
  return deployment;
}

export async function readDeployment(): Promise<Deployment> {
  return deploymentSchema.parse(JSON.parse(await readFile(project.deployment, "utf8")));
}
