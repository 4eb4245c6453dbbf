import { buildWorker } from "../../server/build.ts";

/** Every project's setup has modules of its own, but the process is one: what one has built serves the next. */
const shared = globalThis as { orioleWorker?: Promise<unknown> };

export default async function setup(): Promise<void> {
  shared.orioleWorker ??= buildWorker();
  await shared.orioleWorker;
}
