/** Applies one meta after another to the log, each of them whole or not at all. */

import { pb, toNumber } from "../../protocol/codec";
import { type ErrorName, OrioleError } from "../../protocol/errors";
import { decode } from "../../protocol/frames";
import { type Conversation, xidFor } from "../../protocol/ids";
import { isCallControl, isPublic, isTyping, type Operation, operationOf, readBody } from "../../protocol/message-body";
import { censored, type WordFilter } from "../moderation/word-filter";
import type { Publish, Published } from "../rpc";
import { withOperation } from "../with-operation";
import type { Effects } from "./effects";
import { dedupeKey } from "./fingerprint";
import type { Screened } from "./gate";
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

/** What the app says about messages, as far as it was read. */
export interface MessageRules {
  readonly words: WordFilter | null;
  /** 0: nobody but admins may recall. */
  readonly recallWindowMs: number;
}

/** What the conversation's kind and its app say about metas, and how to store more than one row. */
export interface CommitRules {
  speech: SpeechRules;
  messages: MessageRules;
  /** Nothing of it stays when it throws. */
  atomically: <T>(work: () => T) => T;
}

const { Type, ContentType } = pb.MessageBody;

export class Committer {
  readonly #conversation: Conversation;
  readonly #log: Log;
  readonly #viewers: Viewers;
  readonly #speech: SpeechRules;
  readonly #rules: MessageRules;
  readonly #private: PrivateOperations;
  readonly #atomically: CommitRules["atomically"];

  constructor(conversation: Conversation, log: Log, viewers: Viewers, { speech, messages, atomically }: CommitRules) {
    this.#conversation = conversation;
    this.#log = log;
    this.#viewers = viewers;
    this.#speech = speech;
    this.#rules = messages;
    this.#private = new PrivateOperations(conversation, log, viewers, speech);
    this.#atomically = atomically;
  }

  /** Stores what the meta asks for. Refuses by OrioleError before anything is written. */
  apply(item: Screened, nowMs: number, effects: Effects): Published {
    if (!item.shown) return this.#apply(item, nowMs, effects);
    const shownBefore = effects.ephemeral.length;
    const result = this.#apply(item, nowMs, effects);
    if (!result.ok) return result;
    // Words and the app's server may have changed the text, and a resend has its first one.
    const meta = result.seq > 0 ? this.#log.find(result.mid)?.meta : effects.ephemeral[shownBefore]?.meta;
    return meta ? { ...result, meta } : result;
  }

  #apply(item: Screened, nowMs: number, effects: Effects): Published {
    if (item.refused && !this.holds(item)) throw new OrioleError(item.refused.error, item.refused.reason);
    if (!item.admin && !this.#viewers.takesPart(item.uid)) throw new OrioleError("GroupNotMemberFound");
    if (item.ns === pb.Meta.NameSpace.CONVERSATION) {
      const request = decode(pb.Conversation, item.payload);
      return this.#atomically(() => this.#private.clear(item, request, nowMs, effects));
    }
    if (item.ns !== pb.Meta.NameSpace.MESSAGE) throw new OrioleError("CommandUnknown");
    const body = readBody(item.payload);
    const operation = operationOf(body);
    if (item.content !== undefined) body.content = item.content;
    // A message is one statement, which needs no transaction of its own.
    if (!operation) return this.#message(item, body, nowMs, effects);
    return this.#atomically(() => this.#operation(item, operation, body, nowMs, effects));
  }

  #operation(item: Screened, operation: Operation, body: pb.MessageBody, nowMs: number, effects: Effects): Published {
    if (!isPublic(operation.name)) return this.#private.apply(item, operation, nowMs, effects);
    return operation.name === "RECALL"
      ? this.#recall(item, operation, body, nowMs, effects)
      : this.#edit(item, operation, body, nowMs, effects);
  }

  /**
   * The body of what somebody says, if nothing speaks against storing it; null for everything else: receipts, recalls,
   * typing, what is stored already, and what will be refused.
   */
  speech(item: Publish, nowMs: number): pb.MessageBody | null {
    if (item.ns !== pb.Meta.NameSpace.MESSAGE) return null;
    if (!item.admin && (!this.#viewers.takesPart(item.uid) || this.#speech.refusalFor(item.uid, nowMs))) return null;
    try {
      const body = readBody(item.payload);
      const operation = operationOf(body);
      const says = operation ? operation.name === "APPEND" || operation.name === "REPLACE" : !isTyping(body);
      return says && !this.holds(item) ? body : null;
    } catch {
      // Refused by name when it is applied.
      return null;
    }
  }

  /** Whether this very send is stored already. */
  holds(item: Publish): boolean {
    return this.#log.byDedupe(dedupeKey(item)) !== null;
  }

  #message(item: Screened, body: pb.MessageBody, nowMs: number, effects: Effects): Published {
    if (wrongType(this.#conversation, body.type ?? 0, Type.CHAT, Type.GROUPCHAT))
      throw new OrioleError("MessageInvalid");
    if (ContentType[body.ctype ?? 0] === undefined) throw new OrioleError("MessageInvalidType");
    const refusal = item.admin ? null : this.#speech.refusalFor(item.uid, nowMs);
    if (refusal) throw new OrioleError(refusal, this.#speech.reasons?.[refusal]);
    const judged = this.#rules.words?.judge(body.content ?? "");
    if (judged?.is === "refused") {
      const again = this.#log.byDedupe(dedupeKey(item));
      if (again) return published(again, false);
      throw censored();
    }
    if (judged?.is === "masked") body.content = judged.text;
    const rewritten = judged?.is === "masked" || item.content !== undefined;
    const payload = withOperation(withoutServerFields(item, body, rewritten), body);
    if (isTyping(body) || item.ephemeral) return this.#showNow(item, payload, nowMs, effects);
    const kind = body.ctype === ContentType.RTC && isCallControl(body) ? "call-control" : "message";
    return this.#append(item, kind, 0, payload, nowMs, effects);
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

  #recall(item: Publish, operation: Operation, body: pb.MessageBody, nowMs: number, effects: Effects): Published {
    const again = this.#log.byDedupe(dedupeKey(item));
    if (again) return published(again, false);
    const target = this.#target(operation);
    const role = item.admin ? "admin" : (this.#viewers.get(item.uid)?.role ?? null);
    const refusal = canRecall(target, { uid: item.uid, role }, nowMs, this.#rules.recallWindowMs);
    if (refusal) throw new OrioleError(refusal, RECALL_REFUSED);
    // What a recall says beside being one is nobody's message, and passes no filter.
    const payload = body.content ? encoded({ ...body, content: "" }) : item.payload;
    const result = this.#append(item, "operation", target.mid, payload, nowMs, effects);
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
    const said = this.#withoutWords(body, edit, merged);
    const mergedBytes = pb.MessageBody.encode(said.merged).finish();
    readBody(mergedBytes);
    const payload = pb.MessageBody.encode({ ...said.edit, edit_timestamp: editTime }).finish();
    const result = this.#append(item, "operation", target.mid, payload, nowMs, effects);
    this.#log.rewrite(target.mid, pb.Meta.encode({ ...meta, payload: mergedBytes }).finish());
    return result.ok ? { ...result, editTime } : result;
  }

  /**
   * [WORD-4] The whole text decides: an append may complete a word. Where what was there before has to change with it,
   * the append becomes a replacement, so that those who hold the beginning lose it.
   */
  #withoutWords(body: pb.MessageBody, edit: pb.MessageBody, merged: pb.MessageBody.$Properties): Edited {
    const judged = this.#rules.words?.judge(merged.content ?? "");
    if (judged?.is === "refused") throw censored();
    if (judged?.is !== "masked") return { edit, merged };
    const masked = { ...merged, content: judged.text };
    const isAppend = edit.operation?.type === pb.MessageOperation.OpType.APPEND;
    const before = body.content?.length ?? 0;
    if (isAppend && judged.from >= before) {
      return { edit: { ...edit, content: judged.text.slice(before) }, merged: masked };
    }
    const operation = { ...edit.operation, type: pb.MessageOperation.OpType.REPLACE };
    // A replacement without a text leaves the text as it is.
    if (!isAppend && !edit.content) return { edit, merged: masked };
    return { edit: { ...edit, operation, content: judged.text }, merged: masked };
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

/** An edit as it is told, and the message as it is afterwards. */
interface Edited {
  edit: pb.MessageBody.$Properties;
  merged: pb.MessageBody.$Properties;
}

function encoded(body: pb.MessageBody): Uint8Array {
  return pb.MessageBody.encode(body).finish();
}

/** A resent edit is acked with the edit time it got first. */
function editTimeOf(row: LogRow): { editTime?: number } {
  const payload = row.meta ? decode(pb.Meta, row.meta).payload : null;
  const editTime = payload ? toNumber(decode(pb.MessageBody, payload).edit_timestamp) : 0;
  return editTime ? { editTime } : {};
}

/** [SEND-5] */
function withoutServerFields(item: Publish, body: pb.MessageBody, rewritten: boolean): Uint8Array {
  const clean = !body.status && toNumber(body.edit_timestamp) === 0 && (!body.is_system || item.admin);
  if (clean) return rewritten ? encoded(body) : item.payload;
  const { status: _status, edit_timestamp: _edited, is_system, ...rest } = body;
  return pb.MessageBody.encode(item.admin && is_system ? { ...rest, is_system } : rest).finish();
}
