/** The REST API in types: what each call takes and answers. Made from the server's own operations; no code. */

import type { RestApi } from "./generated/rest-api";

export type RestMethod = "GET" | "POST" | "PUT" | "DELETE";

interface Described {
  methods: RestMethod;
  input: object;
  output: object;
}

/** Of a path that does different things by method, the one of this method. */
type Operation<Method, Path extends keyof RestApi> = RestApi[Path] extends infer One
  ? One extends Described
    ? Method extends One["methods"]
      ? One
      : never
    : never
  : never;

/** Paths that answer a method. */
export type RestPath<Method extends RestMethod> = {
  [Path in keyof RestApi]: Method extends RestApi[Path]["methods"] ? Path : never;
}[keyof RestApi];

/** Assignable to whatever needs no property. */
type Nothing = Record<never, never>;

/** Parameters as an application may hold them: read-only, and undefined for what it leaves out. */
type Given<Value> = Value extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Given<Value[Key]> | (Nothing extends Pick<Value, Key> ? undefined : never) }
    : Value;

/** Without declared parameters there is nothing to give. */
type Input<One extends Described> = keyof One["input"] extends never ? Record<string, never> : Given<One["input"]>;

type Body<One extends Described> = One extends { body: infer Bare } ? Given<Bare> : Input<One>;

type Optional<Name extends string, Value> = Nothing extends Value
  ? { readonly [Key in Name]?: Value | undefined }
  : { readonly [Key in Name]: Value };

type InQuery<One extends Described> = Optional<"query", Input<One>> & { readonly body?: undefined };
type InBody<One extends Described> = Optional<"body", Body<One>> & { readonly query?: undefined };

/**
 * Where the parameters go: into the query (arrays repeat the key, undefined is left out), or, unless by GET, into a JSON
 * body.
 */
export type RestParameters<Method extends RestMethod, Path extends RestPath<Method>> =
  | InQuery<Operation<Method, Path>>
  | (Method extends "GET" ? never : InBody<Operation<Method, Path>>);

/** What a success carries: `data`, and for lists `cursor`, `total` and the like. */
export type RestOutput<Method extends RestMethod, Path extends RestPath<Method>> = Operation<Method, Path>["output"];

export type RestData<Method extends RestMethod, Path extends RestPath<Method>> =
  RestOutput<Method, Path> extends { data: infer Data } ? Data : undefined;

/** The request may be left out where nothing has to be said. */
export type RestArguments<Request> = Nothing extends Request ? [request?: Request] : [request: Request];
