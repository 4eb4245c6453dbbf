/** Applies one meta after another to the log, inside the sequencer's transaction. */

import { pb, toNumber } from "../../protocol/codec";
import { type ErrorName, OrioleError } from "../../protocol/errors";
import { decode } from "../../protocol/frames";
import { type Conversation, xidFor } from "../../protocol/ids";
import { isCallControl, isPublic, isTyping, type Operation, operationOf, readBody } from "../../protocol/message-body";
import type { Publish, Published } from "../rpc";
import type { Effects } from "./effects";
import { dedupeKey } from "./fingerprint";
import { type Draft, type Kind, type Log, type LogRow, toEntry } from "./log";
import { appended, replaced } from "./merge";
import { PrivateOperations } from "./private-operations";
import { canEdit, canRecall, editTimeFor, RECALL_REFUSED, wrongType } from "./send-rules";
import type { Viewers } from "./viewers";

/** What a group says about who may speak. */
export interface SpeechRules {
  refusalFor(uid: number, nowMs: number): ErrorName | null;
  readonly readAck: boolean;
  /** Texts that clients know a refusal by, where they differ from the error table's. */
  readonly reasons?: Partial<Record<ErrorName, string>>;
}

const { Type, ContentType } = pb.MessageBody;

export class Committer {
  readonly #conversation: Conversation;
  readonly #log: Log;
  readonly #viewers: Viewers;
  readonly #speech: SpeechRules;
  readonly #recallWindow: { readonly windowMs: number };
  readonly #private: PrivateOperations;

  constructor(
    conversation: Conversation,
    log: Log,
    viewers: Viewers,
    speech: SpeechRules,
    recallWindow: { readonly windowMs: number },
  ) {
    this.#conversation = conversation;
    this.#recallWindow = recallWindow;
    this.#log = log;
    this.#viewers = viewers;
    this.#speech = speech;
    this.#private = new PrivateOperations(conversation, log, viewers, speech);
  }

  /** Stores what the meta asks for. Refuses by OrioleError before anything is written. */
  apply(item: Publish, nowMs: number, effects: Effects): Published {
    if (!item.admin && !this.#viewers.takesPart(item.uid)) throw new OrioleError("GroupNotMemberFound");
    if (item.ns === pb.Meta.NameSpace.CONVERSATION) {
      return this.#private.clear(item, decode(pb.Conversation, item.payload), nowMs, effects);
    }
    if (item.ns !== pb.Meta.NameSpace.MESSAGE) throw new OrioleError("CommandUnknown");
    const body = readBody(item.payload);
    const operation = operationOf(body);
    if (!operation) return this.#message(item, body, nowMs, effects);
    if (!isPublic(operation.name)) return this.#private.apply(item, operation, nowMs, effects);
    return operation.name === "RECALL"
      ? this.#recall(item, operation, nowMs, effects)
      : this.#edit(item, operation, body, nowMs, effects);
  }

  #message(item: Publish, body: pb.MessageBody, nowMs: number, effects: Effects): Published {
    if (wrongType(this.#conversation, body.type ?? 0, Type.CHAT, Type.GROUPCHAT))
      throw new OrioleError("MessageInvalid");
    if (ContentType[body.ctype ?? 0] === undefined) throw new OrioleError("MessageInvalidType");
    const refusal = item.admin ? null : this.#speech.refusalFor(item.uid, nowMs);
    if (refusal) throw new OrioleError(refusal, this.#speech.reasons?.[refusal]);
    if (isTyping(body) || item.ephemeral) return this.#showNow(item, withoutServerFields(item, body), nowMs, effects);
    const kind = body.ctype === ContentType.RTC && isCallControl(body) ? "call-control" : "message";
    return this.#append(item, kind, 0, withoutServerFields(item, body), nowMs, effects);
  }

  /** [SEND-6], [REST-3] */
  #showNow(item: Publish, payload: Uint8Array, nowMs: number, effects: Effects): Published {
    const mid = this.#log.takeMid(nowMs);
    const meta = pb.Meta.encode({
      id: mid,
      from: { uid: item.uid, deviceSN: item.sn },
      to: { uid: this.#addressee(item), deviceSN: 0 },
      timestamp: nowMs,
      ns: item.ns,
      payload,
    }).finish();
    effects.ephemeral.push({ from: item.uid, sn: item.sn, meta });
    return { ok: true, mid, seq: 0, time: nowMs, stored: false };
  }

  #recall(item: Publish, operation: Operation, nowMs: number, effects: Effects): Published {
    const again = this.#log.byDedupe(dedupeKey(item));
    if (again) return published(again, false);
    const target = this.#target(operation);
    const role = item.admin ? "admin" : (this.#viewers.get(item.uid)?.role ?? null);
    const refusal = canRecall(target, { uid: item.uid, role }, nowMs, this.#recallWindow.windowMs);
    if (refusal) throw new OrioleError(refusal, RECALL_REFUSED);
    const result = this.#append(item, "operation", target.mid, item.payload, nowMs, effects);
    this.#log.rewrite(target.mid, null);
    return result;
  }

  #edit(item: Publish, operation: Operation, edit: pb.MessageBody, nowMs: number, effects: Effects): Published {
    const again = this.#log.byDedupe(dedupeKey(item));
    if (again) return { ...published(again, false), ...editTimeOf(again) };
    const target = this.#target(operation);
    if (operation.name === "APPEND" && !edit.content) throw new OrioleError("MessageInvalid", "nothing to append");
    // An edit says something new, so who may not write may not edit.
    const refusal = item.admin ? null : (canEdit(target, item.uid) ?? this.#speech.refusalFor(item.uid, nowMs));
    if (refusal) throw new OrioleError(refusal, this.#speech.reasons?.[refusal]);
    const meta = target.meta ? decode(pb.Meta, target.meta) : null;
    if (!meta?.payload) throw new OrioleError("MessageInvalid", "message was recalled");
    const body = decode(pb.MessageBody, meta.payload);
    const editTime = editTimeFor(target.time, toNumber(body.edit_timestamp), nowMs);
    const merged = operation.name === "APPEND" ? appended(body, edit, editTime) : replaced(body, edit, editTime);
    const mergedBytes = pb.MessageBody.encode(merged).finish();
    readBody(mergedBytes);
    const payload = pb.MessageBody.encode({ ...edit, edit_timestamp: editTime }).finish();
    const result = this.#append(item, "operation", target.mid, payload, nowMs, effects);
    this.#log.rewrite(target.mid, pb.Meta.encode({ ...meta, payload: mergedBytes }).finish());
    return result.ok ? { ...result, editTime } : result;
  }

  #target(operation: Operation): LogRow {
    const target = this.#log.find(operation.mid);
    // Notices are entries as well, but nobody's message.
    const isMessage = target?.kind === "message" || target?.kind === "call-control";
    if (!target || !isMessage) throw new OrioleError("MessageInvalid", "no such message");
    if (!target.meta) throw new OrioleError("MessageInvalid", "message was recalled");
    return target;
  }

  #append(item: Publish, kind: Kind, target: number, payload: Uint8Array, nowMs: number, effects: Effects): Published {
    const draft: Draft = {
      sender: item.uid,
      sn: item.sn,
      kind,
      target,
      time: nowMs,
      dedupe: dedupeKey(item),
      to: this.#addressee(item),
      ns: item.ns,
      payload,
    };
    const { row, isNew } = this.#log.append(draft);
    if (isNew) effects.entries.push({ entry: toEntry(row), echo: item.echo });
    return published(row, isNew);
  }

  /** Who the meta is to, whatever a client wrote: the group, or the other one. */
  #addressee(item: Publish): number {
    return xidFor(this.#conversation, item.uid);
  }
}

function published(row: LogRow, isNew: boolean): Extract<Published, { ok: true }> {
  return { ok: true, mid: row.mid, seq: row.seq, time: row.time, stored: isNew };
}

/** A resent edit is acked with the edit time it got first. */
function editTimeOf(row: LogRow): { editTime?: number } {
  const payload = row.meta ? decode(pb.Meta, row.meta).payload : null;
  const editTime = payload ? toNumber(decode(pb.MessageBody, payload).edit_timestamp) : 0;
  return editTime ? { editTime } : {};
}

/** [SEND-5] */
function withoutServerFields(item: Publish, body: pb.MessageBody): Uint8Array {
  if (!body.status && toNumber(body.edit_timestamp) === 0 && (!body.is_system || item.admin)) return item.payload;
  const { status: _status, edit_timestamp: _edited, is_system, ...rest } = body;
  return pb.MessageBody.encode(item.admin && is_system ? { ...rest, is_system } : rest).finish();
}
