/** The OpenAPI 3.1 document, made from the registry. */

import { nameplate } from "../middleware/envelope";
import type { Access, Method, Operation, StreamedBody } from "../operation";
import { requestExample, sampleOf } from "./examples";
import { jsonSchema, type ObjectSchema } from "./json-schema";
import { wordOf } from "./parameter-words";
import { type PossibleError, possibleErrors } from "./possible-errors";

/** What the first folder of a path is about. */
export const AREAS: Record<string, string> = {
  ai: "Replies that are written piece by piece",
  api: "Whether the server is there",
  app: "What an app offers before and around logging in",
  app_dns: "Where clients find the servers",
  file: "Files: uploads, downloads, forwarding",
  group: "Groups: facts, members, rights, announcements, shared files",
  info: "Links",
  message: "Messages: sending, history, receipts, unread",
  push: "Pushes",
  roster: "Friends, requests, blocks",
  token: "Logging in, and tokens of the app",
  user: "Accounts, profiles, settings, devices",
  v2: "Where clients find the servers",
};

interface AccessWords {
  who: string;
  /** Headers that say as whom an admin token calls. */
  acting: ("actingUser" | "actingGroup")[];
  security: Record<string, string[]>[];
}

const ACCESS: Record<Access, AccessWords> = {
  none: { who: "Anybody.", acting: [], security: [{}] },
  app: { who: "Anybody who names the app.", acting: [], security: [{ appId: [] }] },
  user: {
    who: "A user, or the app on behalf of one (admin token and header `user_id`).",
    acting: ["actingUser"],
    security: [{ accessToken: [] }],
  },
  holder: {
    who: "A user, the app (admin token), or the app on behalf of a user (and header `user_id`).",
    acting: ["actingUser", "actingGroup"],
    security: [{ accessToken: [] }],
  },
  delegate: {
    who: "The app on behalf of a user: an admin token and the header `user_id`.",
    acting: ["actingUser"],
    security: [{ accessToken: [] }],
  },
  admin: { who: "The app: an admin token.", acting: [], security: [{ accessToken: [] }] },
};

export const whoMayCall = (access: Access): string => ACCESS[access].who;

export function openApiDocument(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    for (const method of operation.methods) {
      paths[operation.path] = { ...paths[operation.path], [method.toLowerCase()]: describe(operation, method) };
    }
  }
  const areas = [...new Set(operations.map(areaOf))].sort();
  return {
    openapi: "3.1.0",
    info: {
      title: "Oriole server API",
      version: "0.1.0",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description:
        "Answers are HTTP 200 with the outcome in `code`: 200 on success, 402 when a token is no longer valid, any other " +
        "number an error by the table of errors, told in `message`. Parameters are taken from the query string and from a " +
        "JSON body alike, numbers also as text. A call under two methods is one and the same call.",
    },
    servers: [{ url: "/", description: "this server" }],
    tags: areas.map((name) => ({ name, description: AREAS[name] ?? name })),
    paths,
    components: { securitySchemes, parameters: { actingUser, actingGroup }, schemas: { Refusal: refusal } },
  };
}

const securitySchemes = {
  appId: { type: "apiKey", in: "header", name: "app_id", description: "The App ID; a query parameter does as well." },
  accessToken: {
    type: "apiKey",
    in: "header",
    name: "access-token",
    description: "A user's token (/token/user) or an admin token of the app; a query parameter does as well.",
  },
};

const actingUser = {
  name: "user_id",
  in: "header",
  required: false,
  description:
    "With an admin token: the user on whose behalf the call is made, be it frozen (sending messages excepted). Not looked " +
    "at with a user's token.",
  schema: { type: "integer" },
};

/** [GROUP-2] */
const actingGroup = {
  name: "group_id",
  in: "header",
  required: false,
  description:
    "With an admin token that names no user: the group whose admin the call is made as, which then may deal with no other " +
    "conversation. Not looked at with a user's token.",
  schema: { type: "integer" },
};

const refusal = {
  type: "object",
  description: "What an error looks like.",
  properties: {
    code: { type: "integer" },
    message: { type: "string" },
    data: { type: "null" },
    error: {
      type: "object",
      description: "Which error of docs/errors.md it is: several of them share a code.",
      properties: {
        name: { type: "string" },
        number: { type: "integer" },
        retry: { type: "string", enum: ["now", "later", "login", "never"] },
      },
      required: ["name", "number", "retry"],
    },
  },
  required: ["code", "message", "data", "error"],
};

export function areaOf({ path }: Pick<Operation, "path">): string {
  return path.split("/")[1] ?? "";
}

function describe(operation: Operation, method: Method) {
  const { path, access, summary } = operation;
  const input = described(path, jsonSchema(operation.input, "input"));
  const fromBody = (method === "POST" || method === "PUT") && operation.streamedBody === null;
  const acting = ACCESS[access].acting.map((name) => ({ $ref: `#/components/parameters/${name}` }));
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[/_]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    description: `${summary}. May be called by: ${whoMayCall(access)}`,
    tags: [areaOf(operation)],
    security: ACCESS[access].security,
    ...(operation.supported ? {} : { deprecated: true }),
    parameters: [...acting, ...(fromBody ? [] : queryParameters(input))],
    ...(fromBody ? { requestBody: requestBody(operation, input) } : {}),
    ...(operation.streamedBody ? { requestBody: { required: true, content: STREAMED[operation.streamedBody] } } : {}),
    responses: operation.answer === "bytes" ? fileResponses(operation) : { 200: response(operation) },
  };
}

function described(path: string, { properties, ...rest }: ObjectSchema): ObjectSchema {
  const withText = Object.entries(properties).map(([name, schema]) => {
    const word = wordOf(path, name);
    return [name, word ? { description: word.text, ...schema } : schema];
  });
  return { ...rest, properties: Object.fromEntries(withText) };
}

function queryParameters({ properties, required }: ObjectSchema) {
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    description,
    schema,
  }));
}

function requestBody({ path, bareBody }: Operation, input: ObjectSchema) {
  const example = requestExample(path, input.properties);
  const content =
    bareBody === null
      ? { schema: input, example }
      : { schema: input.properties[bareBody] ?? {}, example: example[bareBody] };
  return { required: input.required.length > 0, content: { "application/json": content } };
}

function response(operation: Operation) {
  const possible = possibleErrors(operation);
  const success = envelopeOf(operation);
  const schema = operation.supported
    ? { anyOf: [success, { $ref: "#/components/schemas/Refusal" }] }
    : { $ref: "#/components/schemas/Refusal" };
  const examples = Object.fromEntries(possible.map((each) => [each.name, refusalExample(each)]));
  const first = operation.supported ? { success: { value: successExample(operation) } } : {};
  return {
    description: `\`code\` is ${[...(operation.supported ? ["200"] : []), ...possible.map(inWords)].join(", ")}`,
    content: { "application/json": { schema, examples: { ...first, ...examples } } },
  };
}

/** Whoever asks for a file's bytes is told of a failure by the HTTP status too. */
function fileResponses(operation: Operation) {
  const possible = possibleErrors(operation);
  const schema = { $ref: "#/components/schemas/Refusal" };
  const examples = Object.fromEntries(possible.map((each) => [each.name, refusalExample(each)]));
  return {
    200: { description: "The file", content: { "*/*": { schema: BYTES } } },
    206: { description: "The part of the file that the header Range asks for", content: { "*/*": { schema: BYTES } } },
    default: {
      description: `\`code\` is ${possible.map(inWords).join(", ")}`,
      content: { "application/json": { schema, examples } },
    },
  };
}

const BYTES = { type: "string", format: "binary" };

const STREAMED: Record<StreamedBody, Record<string, unknown>> = {
  form: {
    "multipart/form-data": {
      schema: { type: "object", properties: { file: BYTES, cover: BYTES }, required: ["file"] },
    },
  },
  bytes: { "application/octet-stream": { schema: BYTES } },
};

const inWords = ({ name, code }: PossibleError) => `${code} (${name})`;

const refusalExample = ({ name, code, meaning }: PossibleError) => ({
  summary: meaning,
  value: { code, message: meaning, data: null, error: nameplate(name) },
});

export function successExample({ output }: Operation): Record<string, unknown> {
  const { properties, required } = jsonSchema(output, "output");
  const named = required.map((name) => [name, sampleOf(name, properties[name])]);
  return { code: 200, message: null, ...Object.fromEntries(named) };
}

function envelopeOf({ output }: Operation) {
  const { properties, required } = jsonSchema(output, "output");
  return {
    type: "object",
    properties: { code: { type: "integer", const: 200 }, message: { type: "null" }, ...properties },
    required: ["code", "message", ...required],
  };
}
