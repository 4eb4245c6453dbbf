import type { OrioleClient, OrioleEvents } from "../index";
import type { Context } from "./context";
import type { Gate } from "./gate";
import type { GroupBook } from "./group-book";
import type { MessageEvents } from "./message-events";
import type { RecentList } from "./recent-list";
import type { RosterBook } from "./roster-book";

interface Parts {
  readonly context: Context;
  readonly gate: Gate;
  readonly recent: RecentList;
  readonly rosters: RosterBook;
  readonly groups: GroupBook;
  readonly messages: MessageEvents;
}

/** Changes of the conversation list: unread counts, read positions that moved back, conversations that went. */
export class ListEvents {
  readonly #parts: Parts;
  readonly #before = new Map<number, { unread: number; readMid: number }>();
  /** Conversations removed here. */
  readonly #removing = new Set<number>();
  /** Groups this user is no longer in. */
  readonly #left = new Set<number>();
  #told = true;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  wire(client: OrioleClient): void {
    client.on("conversation", (event) => this.#parts.gate.pass(() => this.#changed(event)));
  }

  /** The user removes it. */
  removing(xid: number): void {
    this.#removing.add(xid);
  }

  /** It goes because of the group, which has events of its own. */
  left(gid: number): void {
    this.#left.add(gid);
  }

  clear(): void {
    this.#before.clear();
    this.#removing.clear();
    this.#left.clear();
  }

  #changed({ xid, summary }: OrioleEvents["conversation"]): void {
    const { context, rosters, groups, messages } = this.#parts;
    const before = this.#before.get(xid);
    if (summary) {
      const { unread, readMid } = summary;
      this.#before.set(xid, { unread, readMid });
      this.#left.delete(xid);
      if (summary.kind === "direct") rosters.need(xid);
      if (summary.kind === "group") {
        if (!before && !groups.isIn(xid)) groups.meet(xid);
        else if (!groups.groups.has(xid)) groups.refresh(xid);
      }
      if (before && readMid < before.readMid) {
        const mid = readMid + 1;
        context.emit("onMessageCanceled", { uid: String(xid), mid: String(mid) });
        messages.operated("READ_CANCEL", context.client.conversation(xid), mid, context.session?.uid ?? 0);
      }
      if (unread !== (before?.unread ?? 0)) context.emit("onUnreadChange", xid);
    } else if (before) this.#removed(xid);
    this.#tell();
  }

  #removed(id: number): void {
    const { context, recent } = this.#parts;
    this.#before.delete(id);
    recent.forget(id);
    const source = this.#removing.delete(id) ? "user_operation" : "other_operation";
    if (!this.#left.delete(id)) context.emit("flooNotice", { category: "conversation_deleted", desc: { id, source } });
    context.emit("onUnreadChange", id);
  }

  /** Once for all that changes in one turn. */
  #tell(): void {
    if (!this.#told) return;
    this.#told = false;
    Promise.resolve().then(() => {
      this.#told = true;
      this.#parts.context.emit("recentlistUpdate", undefined);
    });
  }
}
