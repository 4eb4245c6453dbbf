import { buildPages } from "../../server/build.ts";
import setupWorker from "./build-worker.ts";

/** Pages and Worker, for tests with a browser. */
export default async function setup(): Promise<void> {
  await buildPages();
  await setupWorker();
}
