import { type Conversation, type ConversationSummary, type Message, type OrioleClient } from "oriole-client";

const SELF = 1;
const PEER = 2;
const XID = PEER;
const START_MS = Date.UTC(2026, 0, 1);
/** So that days, runs of one author and their ends are all among the rows. */
const STEP_MS = 97_000;
/** History comes no sooner than from a near server. */
const ROUND_TRIP_MS = 60;

/** Message number n of a conversation that nobody had, of some lines' height. */
export function endlessMessage(n: number): Message {
  const own = n % 7 < 3;
  return {
    id: `m${n}`,
    mid: n,
    seq: n,
    xid: XID,
    from: own ? SELF : PEER,
    device: 1,
    own,
    time: START_MS + n * STEP_MS,
    ctype: "text",
    content: `Message ${n}${" and what it says".repeat(n % 11)}`,
    attachment: "",
    config: "",
    ext: "",
    status: own ? "read" : "received",
    editedAt: 0,
    recalled: false,
    system: false,
  };
}

/** The longest conversation: messages first to last, newest in memory, and older ones by history(). */
export class EndlessConversation {
  readonly handle: Conversation;
  #messages: readonly Message[];

  constructor(from: number, to: number) {
    this.#messages = Array.from({ length: to - from + 1 }, (_, index) => endlessMessage(from + index));
    const refused = () => Promise.reject(new Error("nobody listens here"));
    const summary = () => this.summary;
    this.handle = {
      xid: XID,
      kind: "direct",
      path: "inbox",
      get summary() {
        return summary();
      },
      messages: () => this.#messages,
      history: async ({ limit = 20 } = {}) => {
        await new Promise((answered) => setTimeout(answered, ROUND_TRIP_MS));
        const oldest = this.#messages[0]?.mid ?? 1;
        const first = Math.max(1, oldest - limit);
        const page = Array.from({ length: oldest - first }, (_, index) => endlessMessage(first + index));
        this.#messages = [...page, ...this.#messages];
        return { messages: page, next: first > 1 ? first : 0 };
      },
      markRead: async () => {},
      markPlayed: async () => {},
      markUnread: async () => {},
      typing: () => {},
      recall: refused,
      edit: refused,
      append: refused,
      delete: refused,
      remove: async () => {},
      readBy: () => [],
      open: async () => false,
      close: () => {},
      discard: () => {},
      send: () => {
        throw new Error("nobody listens here");
      },
      resend: () => {
        throw new Error("nobody listens here");
      },
    };
  }

  get summary(): ConversationSummary {
    const last = this.#messages.at(-1) ?? null;
    return {
      xid: XID,
      kind: "direct",
      unread: 0,
      last,
      time: last?.time ?? 0,
      readMid: last?.mid ?? 0,
      peerReadMid: last?.mid ?? 0,
    };
  }
}

/** A client without a server, for pages that show how much the kit bears. */
export function endlessClient(conversation: EndlessConversation): OrioleClient {
  const done = async () => {};
  const nothing = () => {};
  return {
    state: { at: "online", sinceMs: 0 },
    syncState: "synced",
    uid: SELF,
    deviceSn: 1,
    closed: false,
    login: done,
    loginWithId: done,
    loginWithToken: done,
    logout: nothing,
    close: nothing,
    wake: nothing,
    on: () => nothing,
    once: () => nothing,
    off: nothing,
    conversations: () => [conversation.summary],
    conversation: () => conversation.handle,
    // Whatever is asked for, there is none of it.
    request: async () => [] as never,
  };
}
