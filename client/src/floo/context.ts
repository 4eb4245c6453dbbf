import type { Conversation, OrioleClient } from "../index";
import type { FlooEvents } from "./events";
import type { LocalStore } from "./local-store";
import type { Id } from "./shapes";

/** Who is logged in; what survives a reload. */
export interface Session {
  readonly uid: number;
  readonly token: string;
}

/** What the areas of the API know of each other. */
export interface Context {
  readonly appId: string;
  readonly store: LocalStore;
  /** The core; another one after discovery, so never kept. */
  readonly client: OrioleClient;
  /** REST base. */
  readonly base: string;
  readonly session: Session | null;
  emit<Name extends keyof FlooEvents>(name: Name, payload: FlooEvents[Name]): void;
  /** A REST call once the server is known; rejects with a Refusal, or with an Error. */
  call(method: "GET" | "POST", path: string, params?: object): Promise<unknown>;
  /** Tells as flooError what no promise carries. */
  failed(thrown: unknown): void;
}

/** An id as a number; throws on anything else, as nothing could be sent there. */
export function idOf(id: Id | undefined): number {
  const number = Number(id);
  if (!Number.isSafeInteger(number) || id === "" || id === undefined || id === null) throw new Error(`no id: ${id}`);
  return number;
}

export const conversationOf = (context: Context, id: Id): Conversation => context.client.conversation(idOf(id));
