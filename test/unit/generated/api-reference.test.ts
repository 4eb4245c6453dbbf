/** `npm run generate:api` runs this file with -u. */

import { expect, it } from "vitest";
import { apiReference } from "../../../src/openapi/reference";
import { operations } from "../../../src/registry";

it("docs/api.md is up to date with the registry", async () => {
  const source = apiReference(operations);
  await expect(source, "run npm run generate:api").toMatchFileSnapshot("../../../docs/api.md");
});
