import { build } from "../../server/build.ts";

/** Page and Worker, for tests with a browser. */
export default async function setup(): Promise<void> {
  await build();
}
