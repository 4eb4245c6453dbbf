/** Where things are in the checkout. */

import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);

const inRoot = (path: string) => fileURLToPath(new URL(path, root));

export const project = {
  root: inRoot("."),
  demoConfig: inRoot("client/demo/vite.config.ts"),
  demo: inRoot("client/demo"),
  docsPage: inRoot("server/docs-page"),
  assets: inRoot("dist/assets"),
  workerFolder: inRoot("dist/worker"),
  worker: inRoot("dist/worker/worker.js"),
  deployment: inRoot("dist/deployment.json"),
  migrations: inRoot("migrations"),
  wranglerConfig: inRoot("wrangler.toml"),
};
