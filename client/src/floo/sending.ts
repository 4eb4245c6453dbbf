import { ClientError, type Conversation, type Draft } from "../index";
import { type Context, conversationOf, idOf } from "./context";
import type { GroupBook } from "./group-book";
import { clientMid } from "./message-shape";
import type { RecentList } from "./recent-list";
import { statusOf } from "./refusal";
import type { Id, Message, MessageType } from "./shapes";

/** Members that are named in a message of a group with read receipts; of a larger group nobody is. */
const MOST_NAMED = 500;

export interface Outgoing {
  content?: string;
  /** Default text. */
  type?: MessageType;
  ext?: string | object;
  config?: string | object;
  attachment?: string | object;
}

export interface Mention {
  gid: Id;
  txt: string;
  mentionAll?: boolean;
  mentionList?: readonly Id[];
  mentionedMessage?: string;
  pushMessage?: string;
  senderNickname?: string;
}

/** Sending. Every method returns the client's mid, by which onSendingMessageStatusChanged names the message. */
export interface SendCalls {
  sendRosterMessage(message: Outgoing & { uid: Id }): number;
  sendGroupMessage(message: Omit<Outgoing, "config"> & { gid: Id; priority?: number }): number;
  sendMentionMessage(message: Mention): number;
  sendInputStatusMessage(uid: Id, status: "typing" | "nothing"): number;
  /** Undefined when the attachment has a URL: the message is sent once the server gave the receiver its own. */
  forwardMessage(target: { uid?: Id; gid?: Id; message: Message }): number | undefined;
}

export function sendCalls(context: Context, recent: RecentList, groups: GroupBook): SendCalls {
  function send(conversation: Conversation, draft: Draft): number {
    const sending = conversation.send(draft);
    const mid = clientMid(sending.id);
    // What is refused at once, for its size or a full outbox, never shows in the conversation.
    const shown = conversation.messages().some(({ id }) => id === sending.id);
    sending.catch((thrown: unknown) => {
      if (shown || !(thrown instanceof ClientError)) return;
      const message = recent.shape(conversation, unsent(conversation, sending.id, draft, context.session?.uid ?? 0));
      const [errorCode, errorReason] = [statusOf(thrown), thrown.message];
      context.emit("onSendingMessageStatusChanged", { status: "failed", mid, message, errorCode, errorReason });
    });
    return mid;
  }

  /** What is attached is the application's business, as in the original. */
  const draftOf = ({ content = "", type = "text", ext = "", config = "", attachment = "" }: Outgoing): Draft =>
    ({ content, ctype: type, ext, config, attachment }) as Draft;

  /** In a group with read receipts a message names who is to confirm it: readers of existing clients look for that. */
  function readers(gid: number): object | undefined {
    const { uid } = context.session ?? { uid: 0 };
    const members = groups.get(gid).read_ack ? groups.members(gid) : undefined;
    if (!members || members.length > MOST_NAMED) return undefined;
    return { groupMemberList: members.map(({ user_id }) => user_id).filter((id) => id !== uid) };
  }

  return {
    sendRosterMessage: ({ uid, ...message }) => send(conversationOf(context, uid), draftOf(message)),
    sendGroupMessage({ gid, priority, ...message }) {
      const config = readers(idOf(gid));
      const draft = { ...draftOf(message), ...(config && { config }), ...(priority && { priority }) };
      return send(conversationOf(context, gid), draft);
    },
    sendMentionMessage({ gid, txt, mentionList = [], ...mention }) {
      const config = { ...readers(idOf(gid)), mentionAll: false, ...mention, mentionList: mentionList.map(Number) };
      return send(conversationOf(context, gid), { content: txt, config });
    },
    sendInputStatusMessage(uid, status) {
      conversationOf(context, uid).typing(status === "typing");
      return Date.now();
    },
    forwardMessage({ uid, gid, message }) {
      const conversation = conversationOf(context, gid ?? uid ?? "");
      const { content, type, attach } = message;
      const url = attach?.["url"];
      const go = (attachment: object | undefined) =>
        send(conversation, draftOf({ content, type, ...(attachment && { attachment }) }));
      // The signature is the last parameter of such addresses.
      const file_sign = typeof url === "string" ? url.split("sign=")[1] : undefined;
      if (!file_sign) return go(attach);
      context
        .call("GET", "/file/upload/forward", { file_sign, to_id: conversation.xid, to_type: gid === undefined ? 1 : 2 })
        .then((forwarded) => go({ ...attach, url: forwarded }))
        .catch(context.failed);
      return undefined;
    },
  };
}

/** A message that got no further than here. */
function unsent(conversation: Conversation, id: string, draft: Draft, from: number) {
  const { content = "", ctype = "text" } = draft;
  const nothing = { mid: 0, seq: 0, device: 0, attachment: "", config: "", ext: "", editedAt: 0 };
  const flags = { own: true, recalled: false, system: false, status: "failed" } as const;
  return { ...nothing, ...flags, id, xid: conversation.xid, from, time: Date.now(), content, ctype };
}
