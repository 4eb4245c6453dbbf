/** Calls of the REST API as an application makes them. */

import type { RestMethod, RestParameters, RestPath } from "../../../protocol/rest-calls";

export type { RestArguments, RestData, RestMethod, RestOutput, RestPath } from "../../../protocol/rest-calls";

export interface RestOptions {
  /** The answer is all of the envelope: lists have their `cursor` there. */
  readonly whole?: boolean;
  /** Call as the app alone, without a token: registering, discovery. Needs no login. */
  readonly anonymous?: boolean;
}

export type RestRequest<Method extends RestMethod, Path extends RestPath<Method>> = RestParameters<Method, Path> &
  RestOptions;
