/** Operations that concern single users: how far they have read, what they hid, what they removed ([OP-2], [OP-5]). */

import { pb } from "../../protocol/codec";
import { OrioleError } from "../../protocol/errors";
import { type Conversation, conversationKey, xidFor } from "../../protocol/ids";
import type { Operation } from "../../protocol/message-body";
import type { Notice, Publish, Published } from "../rpc";
import type { SpeechRules } from "./committer";
import type { Effects } from "./effects";
import type { Log, LogRow } from "./log";
import type { Viewer, Viewers } from "./viewers";

/** Messages one read receipt tells their authors about, at most; older ones are covered by the position all the same. */
const MAX_COVERED = 200;

export class PrivateOperations {
  readonly #conversation: Conversation;
  readonly #log: Log;
  readonly #viewers: Viewers;
  readonly #speech: SpeechRules;

  constructor(conversation: Conversation, log: Log, viewers: Viewers, speech: SpeechRules) {
    this.#conversation = conversation;
    this.#log = log;
    this.#viewers = viewers;
    this.#speech = speech;
  }

  apply(item: Publish, operation: Operation, nowMs: number, effects: Effects): Published {
    const viewer = this.#participant(item.uid);
    const mid = this.#log.takeMid(nowMs);
    switch (operation.name) {
      case "READ_ACK":
        this.#requireMessage(operation.mid);
        this.#tellAuthors(item, viewer.receiptMid, operation, effects);
        this.#read(item, viewer, operation, effects);
        break;
      case "READ_ALL":
        this.#read(item, viewer, operation, effects);
        break;
      case "READ_CANCEL":
        this.#unread(item, viewer, operation.mid, effects);
        break;
      case "DELETE":
        this.#requireMessage(operation.mid);
        this.#log.hide(item.uid, operation.mid);
        effects.notices.push(this.#toSelf(item));
        break;
      case "DELIVER_ACK":
        this.#delivered(item, viewer, operation, effects);
        break;
      case "PLAY_ACK":
        this.#played(item, operation, effects);
        break;
      case "RECALL":
      case "APPEND":
      case "REPLACE":
        throw new OrioleError("ServerUnknownError", "not a private operation");
      default:
        return operation.name satisfies never;
    }
    return { ok: true, mid, seq: 0, time: nowMs, stored: false };
  }

  /** [OP-5] DELETE_EVERYWHERE: nothing so far is shown to this user again. DELETE concerns one device and never comes here. */
  clear(item: Publish, request: pb.Conversation, nowMs: number, effects: Effects): Published {
    if (request.operation?.type !== pb.ConversationOperation.OpType.DELETE_EVERYWHERE) {
      throw new OrioleError("MessageInvalidType", "unknown conversation operation");
    }
    const viewer = this.#participant(item.uid);
    const { mid, seq } = this.#log.head;
    const done: Published = { ok: true, mid: this.#log.takeMid(nowMs), seq: 0, time: nowMs, stored: false };
    // Nothing was ever said here: to tell the user's inbox of it would put it into the list.
    if (mid === 0) return done;
    this.#viewers.save({ ...viewer, clearedMid: mid, read: { mid, seq }, receiptMid: viewer.receiptMid });
    effects.notices.push({
      ...this.#toSelf(item),
      to: item.uid,
      cleared: { conversation: conversationKey(this.#conversation), mid, seq },
    });
    return done;
  }

  /** Also where the app asks in a user's name: there is nothing of a stranger's to read, and a row of its own would let it in. */
  #participant(uid: number): Viewer {
    const viewer = this.#viewers.get(uid);
    if (!viewer || !this.#viewers.takesPart(uid)) throw new OrioleError("GroupNotMemberFound");
    return viewer;
  }

  #requireMessage(mid: number): void {
    if (!this.#log.find(mid)) throw new OrioleError("MessageInvalid", "no such message");
  }

  #read(item: Publish, viewer: Viewer, operation: Operation, effects: Effects): void {
    const read = this.#log.at(operation.mid);
    // READ_ALL is between a user's own devices: authors are told nothing, so they still may be.
    const told = operation.name === "READ_ACK" ? read.mid : 0;
    // Already there: repeated and reordered acks of single messages must not store or tell anything again.
    if (read.mid <= viewer.read.mid && told <= viewer.receiptMid) return;
    const place = read.mid > viewer.read.mid ? read : viewer.read;
    this.#viewers.save({ ...viewer, read: place, receiptMid: Math.max(viewer.receiptMid, told) });
    effects.notices.push({
      ...this.#toSelf(item),
      read: { conversation: conversationKey(this.#conversation), ...place },
    });
  }

  /** [OP-2] READ_CANCEL: unread begins with that message again; what the authors were told stays told. Back only. */
  #unread(item: Publish, viewer: Viewer, mid: number, effects: Effects): void {
    this.#requireMessage(mid);
    if (mid > viewer.read.mid) return;
    const read = this.#log.at(mid - 1);
    this.#viewers.save({ ...viewer, read });
    effects.notices.push({
      ...this.#toSelf(item),
      read: { conversation: conversationKey(this.#conversation), ...read },
    });
  }

  /** One notice an author: the newest message that the user has got to, and the others passed on the way from `after`. */
  #tellAuthors(item: Publish, after: number, { name, mid, xid }: Operation, effects: Effects): void {
    // In a group without receipts a position is nobody else's business. An existing client, which names no conversation, acks
    // only messages whose author asked for it.
    if (this.#conversation.kind === "group" && !this.#speech.readAck && xid > 0) return;
    const byAuthor = new Map<number, number[]>();
    for (const read of this.#log.othersBetween(after, mid, item.uid, MAX_COVERED)) {
      byAuthor.set(read.sender, [...(byAuthor.get(read.sender) ?? []), read.mid]);
    }
    for (const [author, mids] of byAuthor) {
      const [newest = mid, ...others] = mids;
      effects.notices.push(this.#toAuthor(item, author, pb.MessageOperation.OpType[name], newest, others));
    }
  }

  /** A position like the one of reading: messages come in order, so the ones before were delivered as well. */
  #delivered(item: Publish, viewer: Viewer, operation: Operation, effects: Effects): void {
    const row = this.#message(operation.mid);
    // What was read was told so, and that says more.
    const after = Math.max(viewer.deliveredMid, viewer.receiptMid, viewer.joinedMid);
    if (row.mid <= after) return;
    this.#tellAuthors(item, after, operation, effects);
    this.#viewers.save({ ...viewer, deliveredMid: row.mid });
  }

  #played(item: Publish, operation: Operation, effects: Effects): void {
    const row = this.#message(operation.mid);
    if (row.sender === item.uid) return;
    effects.notices.push(this.#toAuthor(item, row.sender, pb.MessageOperation.OpType.PLAY_ACK, row.mid, []));
  }

  #message(mid: number): LogRow {
    const row = this.#log.find(mid);
    if (!row || row.kind === "operation") throw new OrioleError("MessageInvalid", "no such message");
    return row;
  }

  #toAuthor(item: Publish, author: number, type: number, mid: number, others: number[]): Notice {
    return {
      uid: author,
      ns: pb.Meta.NameSpace.MESSAGE,
      from: item.uid,
      fromSn: item.sn,
      to: author,
      payload: pb.MessageBody.encode({
        type: pb.MessageBody.Type.OPER,
        content: "",
        ctype: pb.MessageBody.ContentType.COMMAND,
        operation: { type, mid, xid: { uid: xidFor(this.#conversation, author), deviceSN: 0 } },
      }).finish(),
      ...(others.length > 0 ? { otherMids: others } : {}),
    };
  }

  /** The operation as it came, for the user's other devices: by REST, for all of them, since none of them did it. */
  #toSelf(item: Publish): Notice {
    return {
      uid: item.uid,
      ns: item.ns,
      from: item.uid,
      fromSn: item.sn,
      to: item.to,
      payload: item.payload,
      exceptSn: item.sn,
      ...(item.sn === 0 ? {} : { own: true }),
    };
  }
}
