import type { Conversation, ConversationSummary } from "./conversation";
import type { ConnectionState, OrioleEvents, SyncState } from "./events";

/** A token, or how to get one: asked again whenever the server no longer takes the last. */
export type TokenSource = string | (() => string | Promise<string>);

export interface RestRequest {
  /** Query parameters; arrays repeat the key, undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>;
  /** JSON body. */
  readonly body?: unknown;
  /** Call as the app alone, without a token: registering, discovery. Needs no login. */
  readonly anonymous?: boolean;
}

/** One user on one device. Several may live on a page; nothing is shared between them. */
export interface OrioleClient {
  readonly state: ConnectionState;
  readonly syncState: SyncState;
  /** The logged-in user; 0 before login. */
  readonly uid: number;
  /** Serial of this device; 0 before login. */
  readonly deviceSn: number;

  /**
   * Logs in and connects. Resolves when online; rejects with a ClientError when the server refuses. Without a network it
   * keeps trying, and logout() rejects it. The credentials stay in memory, to renew the token; nothing is stored.
   */
  login(credentials: { readonly username: string; readonly password: string }): Promise<void>;
  loginWithId(credentials: { readonly userId: number; readonly password: string }): Promise<void>;
  loginWithToken(token: TokenSource): Promise<void>;
  /** Disconnects and forgets the user: conversations, messages, outbox (its promises reject with UserCancel). */
  logout(): void;
  /** logout() that also drops every listener. */
  close(): void;
  /** Try the connection now: the network came back, the page woke up. Hosts with such events call it by themselves. */
  wake(): void;

  on<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): () => void;
  once<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): () => void;
  off<Name extends keyof OrioleEvents>(name: Name, listener: (event: OrioleEvents[Name]) => void): void;

  /** The conversation list, newest first. The system conversation is not in it unless it holds messages. */
  conversations(): readonly ConversationSummary[];
  /** A conversation by the peer's or the group's id, whether it has messages yet or not. */
  conversation(xid: number): Conversation;

  /** Calls the REST API as this user; resolves with `data`, rejects with a ClientError. An expired token is renewed once. */
  request(method: "GET" | "POST", path: string, request?: RestRequest): Promise<unknown>;
}
