import type { ClientError, ConnectionState } from "../../index";

/** What is worth telling about the connection. */
export type ConnectionNotice =
  | { readonly at: "offline" }
  | { readonly at: "connecting" }
  | { readonly at: "waiting"; readonly retryAtMs: number; readonly cause: ClientError }
  | { readonly at: "closed"; readonly cause: ClientError };

/** null: all is well. The network comes first, because nothing else can help without it. */
export function connectionNotice(state: ConnectionState, network: boolean): ConnectionNotice | null {
  if (state.at === "closed") return state;
  if (!network) return { at: "offline" };
  if (state.at === "online" || state.at === "offline") return null;
  return state.at === "waiting" ? state : { at: "connecting" };
}
