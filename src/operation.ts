/** Operations as data: what a REST call is, declared once. Router, validation, envelope and OpenAPI are derived from it. */

import { z } from "zod";
import type { App } from "../durable-objects/access/app";
import type { Claims } from "../durable-objects/access/token";
import type { Env } from "../durable-objects/env";
import { type ErrorName, OrioleError } from "../protocol/errors";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Call {
  env: Env;
  request: Request;
  nowMs: number;
}

/** What a handler knows of its caller, by the access that its operation asks for. */
export interface Callers {
  /** Nothing is checked. */
  none: Call;
  /** A known app in service. */
  app: Call & { app: App };
  /** A user: by its own token, or named by an admin token with the header user_id. */
  user: Call & { app: App; uid: number; role: "user" | "admin"; claims: Claims };
  /** A user as above, or the app itself (uid null) by an admin token alone. */
  holder: Call & { app: App; uid: number | null; role: "user" | "admin"; claims: Claims };
  /** The app on behalf of a user that it names: what a user may not do alone. */
  delegate: Callers["user"];
  /** The app itself, whether or not it names a user. */
  admin: Callers["holder"];
}

/** A body that is no JSON object: a raw text or a JSON array. It arrives as the parameter of this name. */
export type BareBody = "text" | "list";

/** A body that the handler reads itself, because it may be larger than memory. Parameters then come by query alone. */
export type StreamedBody = "form" | "bytes";

export type Access = keyof Callers;

/** How each kind of caller is established; each throws the OrioleError to answer with. */
export type Identify = { readonly [A in Access]: () => Promise<Callers[A]> };

interface Spec<A extends Access, I extends z.ZodObject, O extends z.ZodObject> {
  methods: readonly Method[];
  path: string;
  access: A;
  summary: string;
  /** Parameters, from the query string and the JSON body alike. */
  input: I;
  /** What the envelope carries beside code and message: `data`, and for lists `cursor` and the like. */
  output: O;
  bareBody?: BareBody;
  streamedBody?: StreamedBody;
  /** False where it can only be refused, for want of a service outside of this server. */
  supported?: boolean;
  /** Codes that differ from the error table's in this operation alone. */
  codes?: Partial<Record<ErrorName, number>>;
  handler(caller: Callers[A], input: z.output<I>): Promise<z.input<O>>;
}

/** An operation as router and OpenAPI see it. */
export interface Operation {
  readonly methods: readonly Method[];
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  readonly bareBody: BareBody | null;
  readonly streamedBody: StreamedBody | null;
  readonly supported: boolean;
  /** What success answers with. Whoever asks for a file's bytes is told of a failure by the HTTP status too. */
  readonly answer: "envelope" | "bytes";
  readonly codes: Partial<Record<ErrorName, number>>;
  /** Identifies the caller first: whoever may not call learns nothing about parameters, and has no body read. */
  run(identify: Identify, parameters: () => Promise<unknown>): Promise<Record<string, unknown> | Response>;
}

const noOutput = z.object({});

export function operation<A extends Access, I extends z.ZodObject, O extends z.ZodObject>(
  spec: Spec<A, I, O>,
): Operation {
  return declared(spec, "envelope");
}

/** An operation whose success is the bytes of a file and no envelope. */
export function download<A extends Access, I extends z.ZodObject>(
  spec: Pick<Spec<A, I, typeof noOutput>, "path" | "access" | "summary" | "input"> & {
    handler(caller: Callers[A], input: z.output<I>): Promise<Response>;
  },
): Operation {
  return declared({ ...spec, methods: ["GET"], output: noOutput }, "bytes");
}

function declared<A extends Access, I extends z.ZodObject, O extends z.ZodObject>(
  spec: Omit<Spec<A, I, O>, "handler"> & {
    handler(caller: Callers[A], input: z.output<I>): Promise<Record<string, unknown> | Response>;
  },
  answer: Operation["answer"],
): Operation {
  const { access, input, bareBody = null, streamedBody = null, supported = true, codes = {}, handler, ...shown } = spec;
  return {
    ...shown,
    access,
    input,
    bareBody,
    streamedBody,
    supported,
    codes,
    answer,
    async run(identify, parameters) {
      const caller = await identify[access]();
      return handler(caller, parsed(input, await parameters()));
    },
  };
}

function parsed<I extends z.ZodObject>(schema: I, parameters: unknown): z.output<I> {
  const result = schema.safeParse(parameters);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  // Clients translate messages with this text and show all others of this code to their user as they are.
  const where = issue?.path.join(".") ?? "";
  throw new OrioleError("InvalidRequestParameter", `invalid request parameter: ${where}: ${issue?.message ?? ""}`);
}
