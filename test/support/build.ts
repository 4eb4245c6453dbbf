import { build } from "../../server/build.ts";

let built: Promise<string> | null = null;

/** Builds once a run, however many projects ask. */
export default async function setup(): Promise<void> {
  built ??= build();
  await built;
}
