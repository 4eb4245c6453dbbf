/** docs/api.md: the reference of the REST API as a page. */

import { z } from "zod";
import type { Operation } from "../operation";
import { AREAS, areaOf, whoMayCall } from "./document";
import { jsonSchema } from "./json-schema";
import { ownErrors } from "./own-errors";
import { wordOf } from "./parameter-words";
import { possibleErrors } from "./possible-errors";

const HEAD = `# REST API

Made from the operations by \`npm run generate:api\`; a test holds it to them. The running server has the same as OpenAPI
at \`/openapi.json\`, and as a page to try at \`/docs\`.

Every call takes the header \`app_id\`, and with a token the header \`access-token\`. Parameters come in the query or in a JSON
body; numbers may be texts, and in a query a list repeats its key. Answers are HTTP 200 with \`{code, message, data}\`: \`code\`
200 is success; a refusal says beside it which error of errors.md it is, as \`error: {name, number, retry}\`. A name with a
question mark may be left out. Where the app itself may call, its admin token may come with the header \`group_id\`: it then acts
as an admin of that group, and in no other conversation. ServerTooManyRequest comes with the header \`retry-after\`, in seconds.
Errors that any call may give are not repeated below: 500 (ServerUnknownError), 503
(ServerBusy), 10028 (ServerTooManyRequest); of an app that is out of service 40003 (ServerAppFrozen), 30021
(ServerInvalidLicense), 30023 (ServerLicenseLimit); with a token 402 (InvalidToken), 10003 (MissingAccessToken), 10029
(UserFrozen), and where an admin token names a user that is none 10000 (UserNotExist).
`;

const STREAMED = {
  form: " The body is a form with the file.",
  bytes: " The body is the file.",
};

const ANYWHERE = new Set([
  "ServerUnknownError",
  "ServerBusy",
  "ServerTooManyRequest",
  "ServerAppFrozen",
  "ServerInvalidLicense",
  "ServerLicenseLimit",
  "InvalidToken",
  "MissingAccessToken",
  "UserFrozen",
  "UserNotExist",
]);

export function apiReference(operations: readonly Operation[]): string {
  const supported = operations.filter((operation) => operation.supported);
  const areas = [...new Set(supported.map(areaOf))].sort();
  const sections = areas.map((area) => {
    const inside = supported.filter((operation) => areaOf(operation) === area).map(entry);
    return `## ${AREAS[area] ?? area}\n\n${inside.sort().join("\n")}`;
  });
  return `${HEAD}\n${sections.join("\n")}`;
}

function entry(operation: Operation): string {
  const { methods, path, access, summary, bareBody, input } = operation;
  const { properties, required } = jsonSchema(input, "input");
  const rows = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? "" : "?";
    return `| \`${name}${mark}\` | ${typeInWords(schema)} | ${wordOf(path, name)?.text ?? ""} |`;
  });
  const table = rows.length === 0 ? "" : `\n| parameter | | |\n|---|---|---|\n${rows.join("\n")}\n`;
  const body = operation.streamedBody
    ? STREAMED[operation.streamedBody]
    : bareBody === null
      ? ""
      : ` The body is \`${bareBody}\` itself.`;
  const said = ownErrors(path);
  const own = possibleErrors(operation).filter(({ name }) => said.includes(name) || !ANYWHERE.has(name));
  const errors = own.length === 0 ? "" : `\nErrors: ${own.map(({ name, code }) => `${code} ${name}`).join(" · ")}\n`;
  return `### ${methods.join(", ")} ${path}\n\n${summary}. ${whoMayCall(access)}${body}\n${table}\nAnswers ${operation.answer === "bytes" ? "the file" : answer(operation)}.\n${errors}`;
}

function answer({ output }: Operation): string {
  const { properties, required } = jsonSchema(output, "output");
  const members = Object.entries(properties).map(([name, schema]) => {
    return `\`${name}${required.includes(name) ? "" : "?"}\`: ${typeInWords(schema)}`;
  });
  return members.join(", ");
}

const node = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
});

function typeInWords(schema: unknown): string {
  const { type, const: only, enum: choices, anyOf, items, properties, required = [], ...bounds } = node.parse(schema);
  if (only !== undefined) return JSON.stringify(only);
  if (choices) return choices.map((choice) => JSON.stringify(choice)).join(", ");
  if (anyOf) return anyOf.map(typeInWords).join(" or ");
  if (properties) {
    const members = Object.entries(properties).map(([name, inner]) => {
      return `${name}${required.includes(name) ? "" : "?"}: ${typeInWords(inner)}`;
    });
    return `{${members.join(", ")}}`;
  }
  if (type === "array") return `list${upTo(bounds.maxItems)} of ${typeInWords(items)}`;
  const name = [type ?? "any"].flat().join(" or ");
  if (name === "string") return `text${upTo(bounds.maxLength)}`;
  return name === "integer" ? `integer${between(bounds)}` : name;
}

const upTo = (most: number | undefined) => (most === undefined ? "" : ` (≤ ${most})`);

function between({ minimum, maximum }: { minimum?: number | undefined; maximum?: number | undefined }): string {
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum} … ${maximum}`;
  if (minimum !== undefined) return ` ≥ ${minimum}`;
  return maximum === undefined ? "" : ` ≤ ${maximum}`;
}
