/** What one user gets to see of the log: pages forward, history backward, and where it stands. */

import { pb } from "../../protocol/codec";
import { decode } from "../../protocol/frames";
import type { Conversation } from "../../protocol/ids";
import { CALL_SIGNAL_TTL_MS } from "../../protocol/limits";
import { operationOf } from "../../protocol/message-body";
import { withStatus } from "../body-status";
import { fitting } from "../fitting";
import type { Entry, HistoryPage, HistoryRequest, Page, PageRequest, SearchRequest, View } from "../rpc";
import { type Log, type LogRow, toEntry } from "./log";
import { ENTRIES_PER_BLOCK, textOf } from "./search-blocks";
import type { Viewer, Viewers } from "./viewers";

const { UNREAD, DELIVERED, READ } = pb.MessageBody.Status;

/** Existing clients count what comes without READ as unread (xsync.md §6.2): what others have read does not matter here. */
function statusForReader(row: LogRow, viewer: Viewer): pb.MessageBody.Status {
  if (row.mid <= viewer.read.mid) return READ;
  return row.mid <= viewer.deliveredMid ? DELIVERED : UNREAD;
}

/** What a group says about who gets to see what; the two of a direct conversation see everything. */
export interface Visibility {
  /** Newcomers see what was before them. */
  readonly historyVisible: boolean;
  /** This member wants no messages; history has them all the same. */
  receivesNothing(uid: number): boolean;
}

/** Where this user's view of the log begins. */
export function floorOf(viewer: Viewer, historyVisible: boolean): number {
  return Math.max(viewer.clearedMid, historyVisible ? 0 : viewer.joinedMid);
}

function isFound(row: LogRow, { keyword, from, contentType, sinceMs, untilMs }: SearchRequest): boolean {
  if (from !== null && row.sender !== from) return false;
  if (row.time < sinceMs || row.time > untilMs) return false;
  if (contentType !== null && contentTypeOf(row) !== contentType) return false;
  return textOf(row).includes(keyword);
}

function contentTypeOf({ meta }: LogRow): number {
  const payload = meta ? decode(pb.Meta, meta).payload : null;
  return payload ? (decode(pb.MessageBody, payload).ctype ?? 0) : 0;
}

/** What one user sees of an entry. */
interface Sight {
  /** Nothing. */
  unseen: boolean;
  /** Where its view of the log begins. */
  floor: number;
}

export class Paging {
  readonly #conversation: Conversation;
  readonly #log: Log;
  readonly #viewers: Viewers;
  readonly #group: Visibility | null;

  constructor(conversation: Conversation, log: Log, viewers: Viewers, group: Visibility | null) {
    this.#conversation = conversation;
    this.#log = log;
    this.#viewers = viewers;
    this.#group = group;
  }

  /** [PULL-3] */
  page(viewer: Viewer, request: PageRequest, nowMs: number): Page {
    // [PULL-7] What was before a newcomer is history, whether the group shows it or not.
    const floor = floorOf(viewer, this.#historyVisible && request.plain !== true);
    const from = Math.max(request.after, floor);
    let rows = this.#log.after(from, request.limit);
    if (viewer.leftMid > 0) rows = rows.filter((row) => row.mid <= viewer.leftMid);
    const start = this.#log.at(request.after);
    const read = rows.at(-1);
    const hidden = read ? this.#log.hiddenBetween(viewer.uid, from, read.mid) : new Set<number>();
    const quiet = this.#group?.receivesNothing(viewer.uid) ?? false;
    const shown = rows.map((row) => {
      const unseen = hidden.has(row.mid) || (quiet && row.kind !== "notice");
      const entry = this.#shown(row, { unseen, floor: floorOf(viewer, this.#historyVisible) }, request, nowMs);
      // [PULL-6]
      const tells = request.plain === true && entry.meta !== undefined && row.kind === "message";
      return tells ? { ...entry, meta: this.#withStatus(row, viewer) } : entry;
    });
    const entries = fitting(shown);
    const newest = entries.at(-1);
    const last = newest ? { mid: newest.mid, seq: newest.seq } : this.#log.at(from);
    const end = viewer.leftMid > 0 ? this.#log.at(viewer.leftMid) : this.#log.head;
    return { prevSeq: Math.min(start.seq, last.seq), entries, last, head: { mid: end.mid, seq: end.seq } };
  }

  get #historyVisible(): boolean {
    return this.#group?.historyVisible ?? true;
  }

  #shown(row: LogRow, { unseen, floor }: Sight, { absolute }: PageRequest, nowMs: number): Entry {
    const entry = toEntry(row);
    const expired = row.kind === "call-control" && nowMs - row.time > CALL_SIGNAL_TTL_MS;
    if (expired || unseen) {
      const { meta: _meta, ...bare } = entry;
      return bare;
    }
    if (absolute && row.kind === "operation" && row.meta) return this.#operation(entry, row.meta, floor);
    return entry;
  }

  /**
   * [PULL-4] The message as it is now instead of the piece: giving it twice does no harm. Clients drop edits older than
   * the one they have, and this one has the time of the last: so it has all that the edits before that did. An edit says
   * nothing once its message was recalled, nor to whom its message is not shown.
   */
  #operation(entry: Entry, encoded: Uint8Array, floor: number): Entry {
    const meta = decode(pb.Meta, encoded);
    const body = decode(pb.MessageBody, meta.payload ?? new Uint8Array(0));
    const name = operationOf(body)?.name;
    if (name !== "APPEND" && name !== "REPLACE") return entry;
    const { meta: _meta, ...bare } = entry;
    const target = this.#log.find(entry.target);
    if (!target?.meta || target.mid <= floor) return bare;
    if (name === "REPLACE") return entry;
    const current = decode(pb.MessageBody, decode(pb.Meta, target.meta).payload ?? new Uint8Array(0));
    const { content, config, ext, attachment, edit_timestamp } = current;
    const payload = pb.MessageBody.encode({
      ...body,
      operation: { ...body.operation, type: pb.MessageOperation.OpType.REPLACE },
      content: content ?? "",
      ...(config ? { config } : {}),
      ...(ext ? { ext } : {}),
      ...(attachment ? { attachment } : {}),
      edit_timestamp: edit_timestamp ?? entry.time,
    }).finish();
    return { ...bare, meta: pb.Meta.encode({ ...meta, payload }).finish() };
  }

  /** Whether one of these is about a message from before this user's view: they are for pages, which leave it out. */
  concernUnseen(viewer: Viewer, operations: readonly Entry[]): boolean {
    const floor = floorOf(viewer, this.#historyVisible);
    return operations.some(({ target }) => target <= floor);
  }

  /** [HIST-1] */
  history(viewer: Viewer, request: HistoryRequest): HistoryPage {
    const floor = floorOf(viewer, this.#historyVisible);
    const end = viewer.leftMid > 0 ? viewer.leftMid + 1 : Number.MAX_SAFE_INTEGER;
    const before = request.before > 0 ? Math.min(request.before, end) : end;
    const rows = this.#log.messagesBefore(before, floor, viewer.uid, request.limit + 1);
    const page = rows.slice(0, request.limit);
    const entries = fitting(page.map((row) => ({ ...toEntry(row), meta: this.#withStatus(row, viewer) })));
    const more = rows.length > entries.length;
    return { entries, next: more ? (entries.at(-1)?.mid ?? 0) : 0 };
  }

  /** [SEARCH-1] newest first; the log decides what is there and the viewer's place what is seen, whatever D1 said. */
  search(viewer: Viewer, request: SearchRequest): Entry[] {
    const floor = floorOf(viewer, this.#historyVisible);
    const end = viewer.leftMid > 0 ? viewer.leftMid : Number.MAX_SAFE_INTEGER;
    return request.ranges
      .flatMap(({ first, last }) => {
        const before = Math.min(last, end) + 1;
        return this.#log.messagesBefore(before, Math.max(first - 1, floor), viewer.uid, ENTRIES_PER_BLOCK);
      })
      .filter((row) => isFound(row, request))
      .sort((one, other) => other.mid - one.mid)
      .slice(0, request.limit)
      .map((row) => ({ ...toEntry(row), meta: this.#withStatus(row, viewer) }));
  }

  /** A message as history shows it: with how far it got among those it was for. */
  #withStatus(row: LogRow, viewer: Viewer): Uint8Array {
    const encoded = row.meta ?? new Uint8Array(0);
    const status = row.sender === viewer.uid ? this.#statusForAuthor(row) : statusForReader(row, viewer);
    return status === UNREAD ? encoded : withStatus(encoded, status);
  }

  /** Read once somebody it was for has read it, who may have left since. Newcomers begin behind it, and have read nothing of it. */
  #statusForAuthor(row: LogRow): pb.MessageBody.Status {
    let status = UNREAD;
    for (const viewer of this.#viewers.everybody()) {
      if (viewer.uid === row.sender || viewer.joinedMid >= row.mid) continue;
      if (row.mid <= viewer.receiptMid) return READ;
      if (row.mid <= viewer.deliveredMid) status = DELIVERED;
    }
    return status;
  }

  view(viewer: Viewer): View {
    const { mid, seq, time } = this.#log.head;
    const after = Math.max(viewer.read.mid, floorOf(viewer, this.#historyVisible), viewer.joinedMid);
    return {
      head: { mid, seq },
      headTime: time,
      read: viewer.read,
      unread: this.#group?.receivesNothing(viewer.uid) ? 0 : this.#log.countUnread(viewer.uid, after),
      peerRead: this.#conversation.kind === "direct" ? this.#peerOf(viewer.uid) : 0,
      cleared: viewer.clearedMid,
      member: this.#viewers.takesPart(viewer.uid),
    };
  }

  #peerOf(uid: number): number {
    for (const viewer of this.#viewers.participants()) if (viewer.uid !== uid) return viewer.receiptMid;
    return 0;
  }
}
