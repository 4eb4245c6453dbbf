/** `npm run generate:api` runs this file with -u. */

import { expect, it } from "vitest";
// @ts-expect-error a script without types
import { sdkReference } from "../../../client/scripts/sdk-reference.mjs";
import { operations } from "../../../src/registry";

it("docs/sdk.md is up to date with the types of the SDK", async () => {
  const summaries = new Map(
    operations.flatMap(({ methods, path, summary }) =>
      methods.map((method) => [`${method} ${path}`, summary] as const),
    ),
  );
  await expect(sdkReference(summaries), "run npm run generate:api").toMatchFileSnapshot("../../../docs/sdk.md");
}, 60_000);
