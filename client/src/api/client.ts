import type { Conversation, ConversationCore, ConversationSummary } from "./conversation";
import type { ConnectionState, OrioleEvents, SyncState } from "./events";
import type { RestArguments, RestData, RestMethod, RestOutput, RestPath, RestRequest } from "./rest";

/**
 * A token, or how to get one: asked again whenever the server no longer takes the last, or when it has taken longer than calls
 * of the REST API may (see `timeoutMs`).
 */
export type TokenSource = string | (() => string | Promise<string>);

/** The events of createCore(): no `notice` comes. */
export type CoreEvents = OrioleEvents<ConversationCore>;

/**
 * What createCore() makes, for pages that count every byte: one user on one device, logged in by token, who sends and
 * receives. What others change (recalls, edits, receipts) is shown; authors are not told that messages were delivered.
 */
export interface OrioleCore {
  readonly state: ConnectionState;
  readonly syncState: SyncState;
  /** The logged-in user; 0 before login. */
  readonly uid: number;
  /** Serial of this device; 0 before login. */
  readonly deviceSn: number;
  /** From close() on, until another login. */
  readonly closed: boolean;

  /**
   * Logs in and connects. Resolves when online; rejects with a ClientError when the server refuses. Without a network it
   * keeps trying, and logout() rejects it. Nothing is stored.
   */
  loginWithToken(token: TokenSource): Promise<void>;
  /** Disconnects and forgets the user: conversations, messages, outbox (its promises reject with UserCancel). */
  logout(): void;
  /** logout() that also drops every listener. */
  close(): void;
  /** Try the connection now: the network came back, the page woke up. Hosts with such events call it by themselves. */
  wake(): void;

  /** Returns how to stop listening. What a listener throws, or its promise rejects with, is told as an `error` event. */
  on<Name extends keyof CoreEvents>(name: Name, listener: (event: CoreEvents[Name]) => void): () => void;
  once<Name extends keyof CoreEvents>(name: Name, listener: (event: CoreEvents[Name]) => void): () => void;
  off<Name extends keyof CoreEvents>(name: Name, listener: (event: CoreEvents[Name]) => void): void;

  /** The conversation list, newest first. The system conversation is not in it unless it holds messages. */
  conversations(): readonly ConversationSummary[];
  /** A conversation by the peer's or the group's id, whether it has messages yet or not. */
  conversation(xid: number): ConversationCore;
}

/** One user on one device. Several may live on a page; nothing is shared between them. */
export interface OrioleClient extends OrioleCore {
  on<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): () => void;
  once<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): () => void;
  off<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): void;
  /** A conversation by the peer's or the group's id, whether it has messages yet or not. */
  conversation(xid: number): Conversation;

  /** As loginWithToken(). The credentials stay in memory, to renew the token. */
  login(credentials: { readonly username: string; readonly password: string }): Promise<void>;
  loginWithId(credentials: { readonly userId: number; readonly password: string }): Promise<void>;

  /**
   * Calls the REST API as this user, with parameters and answer typed by method and path. Resolves with `data`, or with
   * `whole: true` with everything beside it; rejects with a ClientError. An expired token is renewed once; a call that waits
   * for a token rejects with ServerTimeOut when none comes, with UserCancel when the client is closed.
   */
  request<Method extends RestMethod, Path extends RestPath<Method>>(
    method: Method,
    path: Path,
    request: RestRequest<Method, Path> & { readonly whole: true },
  ): Promise<RestOutput<Method, Path>>;
  request<Method extends RestMethod, Path extends RestPath<Method>>(
    method: Method,
    path: Path,
    ...request: RestArguments<RestRequest<Method, Path>>
  ): Promise<RestData<Method, Path>>;
}
