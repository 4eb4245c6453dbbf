/** An entry of a log as a webhook tells it (docs/webhooks.md). */

import { pb, toNumber } from "../../protocol/codec";
import { decode } from "../../protocol/frames";
import { idOf } from "../../protocol/sync-request";
import type { LogRow } from "../conversation/log";

export interface MessageFields {
  content_type: string;
  content: string;
  config: string;
  attachment: string;
  ext: string;
}

export interface HookEvent extends Partial<MessageFields> {
  /** Names this entry for ever: what came twice has the same. */
  id: string;
  type: "message" | "append" | "replace" | "recall" | "notice";
  mid: number;
  seq: number;
  /** Server time, ms. */
  time: number;
  from: number;
  device_sn: number;
  to: number;
  /** The message that an edit or a recall is about. */
  target_mid?: number;
  edit_time?: number;
  /** Recalled before this was sent: its text is gone. */
  recalled?: true;
  notice?: { type: string; from: number; to: number[]; content: string };
}

const { OpType } = pb.MessageOperation;

const OPERATIONS = new Map<number, HookEvent["type"]>([
  [OpType.APPEND, "append"],
  [OpType.REPLACE, "replace"],
  [OpType.RECALL, "recall"],
]);

export function hookEvent(conversation: string, row: LogRow): HookEvent {
  const { mid, seq, time, sender, sn } = row;
  const base = { id: `${conversation}/${mid}`, mid, seq, time, from: sender, device_sn: sn };
  const target = row.target > 0 ? { target_mid: row.target } : {};
  if (!row.meta) return { ...base, type: "message", to: 0, ...target, recalled: true };
  const meta = decode(pb.Meta, row.meta);
  const to = idOf(meta.to);
  const payload = meta.payload ?? new Uint8Array(0);
  if (row.kind === "notice") return { ...base, type: "notice", to, notice: noticeOf(payload) };
  const body = decode(pb.MessageBody, payload);
  const type = OPERATIONS.get(body.operation?.type ?? 0) ?? "message";
  const editTime = toNumber(body.edit_timestamp);
  return {
    ...base,
    type: row.kind === "operation" ? type : "message",
    to,
    ...target,
    ...(type === "recall" ? {} : fieldsOf(body)),
    ...(editTime > 0 ? { edit_time: editTime } : {}),
  };
}

export function fieldsOf(body: pb.MessageBody): MessageFields {
  return {
    content_type: pb.MessageBody.ContentType[body.ctype ?? 0] ?? "TEXT",
    content: body.content ?? "",
    config: body.config ?? "",
    attachment: body.attachment ?? "",
    ext: body.ext ?? "",
  };
}

function noticeOf(payload: Uint8Array): NonNullable<HookEvent["notice"]> {
  const notice = decode(pb.GroupNotice, payload);
  return {
    type: pb.GroupNotice.Type[notice.type ?? 0] ?? "UNKNOWN",
    from: idOf(notice.from),
    to: (notice.to ?? []).map((xid) => idOf(xid)),
    content: notice.content ?? "",
  };
}
