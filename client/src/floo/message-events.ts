import type { Conversation, Message as CoreMessage, Edit, Origin, OrioleClient, OrioleEvents } from "../index";
import type { Context } from "./context";
import type { EditNotes } from "./edit-notes";
import type { Gate } from "./gate";
import { clientMid } from "./message-shape";
import { operationMeta } from "./raw-meta";
import { mentions, type RecentList } from "./recent-list";
import { statusOf } from "./refusal";

interface Parts {
  readonly context: Context;
  readonly gate: Gate;
  readonly recent: RecentList;
  readonly notes: EditNotes;
}

/** Events of the core about messages, as the events that Floo apps listen to. */
export class MessageEvents {
  readonly #parts: Parts;
  /** Mentions that came with the tail: only the list tells which of them were read. */
  #mentions: { conversation: Conversation; message: CoreMessage }[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  wire(client: OrioleClient): void {
    const { gate } = this.#parts;
    client.on("message", (event) => gate.pass(() => this.#message(event)));
    client.on("messageUpdated", (event) => gate.pass(() => this.#updated(event)));
    client.on("typing", (event) => gate.pass(() => this.#typing(event)));
    client.on("sync", (state) => gate.pass(() => state === "synced" && this.#tellMentions()));
  }

  /** Gives the message to whoever shows conversations; history comes this way too. */
  show(conversation: Conversation, message: CoreMessage, isHistory: boolean): void {
    const { context, recent } = this.#parts;
    const group = conversation.kind === "group";
    const shaped = recent.shape(conversation, message, isHistory);
    context.emit(group ? "onGroupMessage" : "onRosterMessage", shaped);
    if (message.ctype === "rtc") context.emit(group ? "onGroupRTCMessage" : "onRosterRTCMessage", shaped);
  }

  #message({
    conversation,
    message,
    origin,
  }: {
    conversation: Conversation;
    message: CoreMessage;
    origin: Origin;
  }): void {
    const { context, recent } = this.#parts;
    this.show(conversation, message, origin === "tail");
    if (!mentions(message, context.session?.uid ?? 0)) return;
    if (origin === "tail") this.#mentions.push({ conversation, message });
    else context.emit("onMentionMessage", recent.shape(conversation, message));
  }

  #tellMentions(): void {
    const { context, recent } = this.#parts;
    for (const { conversation, message } of this.#mentions.splice(0)) {
      if (message.mid > conversation.summary.readMid) {
        context.emit("onMentionMessage", recent.shape(conversation, message));
      }
    }
  }

  #updated({ conversation, message, change, edit }: OrioleEvents["messageUpdated"]): void {
    const { context } = this.#parts;
    const { mid, from } = message;
    const ref = { uid: String(message.xid), mid: String(mid) };
    switch (change) {
      case "queued":
      case "sent":
      case "failed":
        return this.#sending(conversation, message, change);
      case "edited":
        return edit && this.#edited(conversation, message, edit);
      case "receipt":
        return this.operated(message.status === "read" ? "READ_ACK" : "DELIVER_ACK", conversation, mid, message.xid);
      case "recalled":
        context.emit("onMessageRecalled", ref);
        return this.operated("RECALL", conversation, mid, from);
      case "removed":
        // What was never committed is nobody's business.
        if (mid === 0) return;
        context.emit("onMessageDeleted", ref);
        return this.operated("DELETE", conversation, mid, context.session?.uid ?? 0);
      default:
        return change satisfies never;
    }
  }

  #sending(conversation: Conversation, message: CoreMessage, change: "queued" | "sent" | "failed"): void {
    const { context, recent } = this.#parts;
    const mid = clientMid(message.id);
    const shaped = recent.shape(conversation, message);
    if (change === "queued") {
      context.emit("onSendingMessageStatusChanged", { status: "sending", uid: message.xid, mid, message: shaped });
    } else if (change === "sent") {
      if (!message.recalled) this.show(conversation, message, false);
      context.emit("onSendingMessageStatusChanged", { status: "sent", mid, message: shaped });
    } else {
      const { error } = message;
      const [errorCode, errorReason] = error ? [statusOf(error), error.message] : [2, ""];
      context.emit("onSendingMessageStatusChanged", { status: "failed", mid, message: shaped, errorCode, errorReason });
      // Floo apps keep what failed themselves.
      Promise.resolve().then(() => conversation.discard(message.id));
    }
  }

  #edited(conversation: Conversation, message: CoreMessage, edit: Edit): void {
    const { context, recent, notes } = this.#parts;
    notes.add(message.mid, edit);
    const group = conversation.kind === "group";
    const shaped = recent.shape(conversation, message);
    if (edit.append) context.emit(group ? "onGroupMessageContentAppend" : "onRosterMessageContentAppend", shaped);
    else context.emit(group ? "onGroupMessageReplace" : "onRosterMessageReplace", shaped);
    this.operated(edit.append ? "APPEND" : "REPLACE", conversation, message.mid, message.from, edit.content);
  }

  /** What every operation on a message is followed by. */
  operated(type: string, { xid }: Conversation, mid: number, from: number, content = ""): void {
    const { context } = this.#parts;
    const to = context.session?.uid ?? 0;
    context.emit("onActionMessage", operationMeta(type, { mid, time: Date.now(), from, to }, xid, content));
    context.emit("onMessageStatusChanged", { uid: String(xid), mid: String(mid) });
  }

  #typing({ conversation, uid, typing }: OrioleEvents["typing"]): void {
    const { context, recent } = this.#parts;
    const [from, to] = [String(uid), String(context.session?.uid ?? 0)];
    const ext = `{"input_status":"${typing ? "typing" : "nothing"}"}`;
    context.emit("onInputStatusMessage", { ext, from, to });
    const time = Date.now();
    const blank = { id: `c${time}`, mid: 0, seq: 0, device: 0, own: false, attachment: "", config: "", editedAt: 0 };
    const message: CoreMessage = {
      ...blank,
      xid: conversation.xid,
      from: uid,
      time,
      ctype: "text",
      content: "",
      ext,
      status: "received",
      recalled: false,
      system: false,
    };
    context.emit("onRosterMessage", recent.shape(conversation, message));
  }
}
