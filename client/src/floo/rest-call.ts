import type { OrioleClient } from "../index";

interface Call {
  readonly query?: object;
  readonly body?: object;
  readonly anonymous?: boolean;
}

type AnyCall = (method: "GET" | "POST", path: string, call: Call) => Promise<unknown>;

/** A REST call by a path that only a table knows: its types are those of the method that the table is for. */
export const restCall = (client: OrioleClient): AnyCall => client.request.bind(client) as unknown as AnyCall;
