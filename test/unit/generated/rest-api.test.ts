/** `npm run generate:api` runs this file with -u: what is generated and what is checked cannot differ. */

import { compile, type JSONSchema } from "json-schema-to-typescript";
import { expect, it } from "vitest";
import { operations } from "../../../src/registry";
import { restTypesSchema } from "../../../src/openapi/rest-types";

const BANNER = `/**
 * Every operation of the REST API by path: made from src/registry.ts by \`npm run generate:api\`, never edit.
 * \`input\` is what may be sent, by query or as a JSON body; \`body\` replaces it as body where that is no object;
 * \`output\` is what a success carries beside code and message.
 */`;

it("protocol/generated/rest-api.ts is up to date with the registry", async () => {
  const source = await compile(restTypesSchema(operations) as JSONSchema, "RestApi", {
    bannerComment: BANNER,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 120 },
  });
  await expect(source, "run npm run generate:api").toMatchFileSnapshot("../../../protocol/generated/rest-api.ts");
}, 60_000);
