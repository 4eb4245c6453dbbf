import type { OrioleClient } from "oriole-client";
import { type InjectionKey, inject } from "vue";
import type { Account } from "../account/saved-account";
import type { Directory } from "../people/directory";
import type { Connection } from "./use-connection";
import type { Summaries } from "./use-summaries";
import type { Typists } from "./use-typists";

/** What every part of the page shares while somebody is logged in. */
export interface ChatContext {
  readonly client: OrioleClient;
  readonly account: Account;
  readonly directory: Directory;
  readonly connection: Connection;
  readonly summaries: Summaries;
  readonly typists: Typists;
  /** What was being written in a conversation when it was left, by its id. */
  readonly drafts: Map<number, string>;
}

export const chatContextKey: InjectionKey<ChatContext> = Symbol("chat");

export function useChatContext(): ChatContext {
  const context = inject(chatContextKey);
  if (!context) throw new Error("no chat provided");
  return context;
}
