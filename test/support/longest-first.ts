/** The order of test files: those that take long before all others, because the last one to begin runs alone. */

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** By what was measured, the longest first. The rest keeps vitest's order. */
const LONG = [
  "chaos",
  "cut-off",
  "plain-socketio",
  "rest-kills",
  "bad-input",
  "foreign-input",
  "fuzz",
  "browser-groups",
  "fleet",
  "places",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const first = LONG.flatMap((name) => others.filter(({ moduleId }) => moduleId.endsWith(`/${name}.test.ts`)));
    return [...first, ...others.filter((file) => !first.includes(file))];
  }
}
