import { buildWorker } from "../../server/build.ts";

export default async function setup(): Promise<void> {
  await buildWorker();
}
