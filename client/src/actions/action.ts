/** REST calls as functions: each has the parameters and the answer that the server describes for its path. */

import type { OrioleClient, RestData, RestMethod, RestOutput, RestPath, RestRequest } from "../index";

/** What makes the calls. */
export type Caller = Pick<OrioleClient, "request">;

type Given<Method extends RestMethod, Path extends RestPath<Method>> = NonNullable<
  RestRequest<Method, Path>[Method extends "GET" ? "query" : "body"]
>;

/** Where nothing has to be said, nothing needs to be given. */
type Arguments<Parameters> =
  Record<never, never> extends Parameters ? [parameters?: Parameters] : [parameters: Parameters];

/** Resolves with `data` of the answer; rejects with a ClientError. */
export type Get<Path extends RestPath<"GET">> = (
  client: Caller,
  ...parameters: Arguments<Given<"GET", Path>>
) => Promise<RestData<"GET", Path>>;

export type Post<Path extends RestPath<"POST">> = (
  client: Caller,
  ...parameters: Arguments<Given<"POST", Path>>
) => Promise<RestData<"POST", Path>>;

/** Resolves with a page: `data`, and `cursor` for the next one where there is one. */
export type List<Path extends RestPath<"GET">> = (
  client: Caller,
  ...parameters: Arguments<Given<"GET", Path>>
) => Promise<RestOutput<"GET", Path>>;

/** By a path that is known only here: the types are those of the function that calls it. */
interface Requests {
  request(method: RestMethod, path: string, request: object): Promise<never>;
}
// Every action is a function that names its path itself, and none is made of it: so a page carries only those that it imports.

export const get = (client: Caller, path: string, query: unknown, more?: object): Promise<never> =>
  (client as unknown as Requests).request("GET", path, { query, ...more });

export const post = (client: Caller, path: string, body: unknown, more?: object): Promise<never> =>
  (client as unknown as Requests).request("POST", path, { body, ...more });

export const list = (client: Caller, path: string, parameters: unknown): Promise<never> =>
  get(client, path, parameters, { whole: true });

/** Needs no login: the app's id is enough. */
export const ANONYMOUS = { anonymous: true };

interface Page<Item> {
  readonly data: readonly Item[];
  readonly cursor?: string | undefined;
}

/**
 * All items of a listing, page after page: `for await (const member of every(groupMembers, client, { group_id })) …`. The next
 * page is asked for when the last one is used up.
 */
export async function* every<Parameters extends object, Item>(
  listing: (client: Caller, parameters: Parameters) => Promise<Page<Item>>,
  client: Caller,
  parameters: Parameters,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined;
  do {
    const page: Page<Item> = await listing(client, cursor ? { ...parameters, cursor } : parameters);
    yield* page.data;
    cursor = page.cursor;
  } while (cursor);
}
