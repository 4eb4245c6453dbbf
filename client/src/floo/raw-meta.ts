import type { Notice } from "../index";
import { numberOf } from "./constants";
import { Long } from "./long";
import type { NoticePayload, OperationPayload, RawMeta } from "./shapes";

const xid = (uid: number) => ({ uid: new Long(uid), deviceSN: 0 });

interface Envelope {
  mid: number;
  time: number;
  from: number;
  to: number;
}

function meta<Payload>({ mid, time, from, to }: Envelope, ns: number, payload: Payload): RawMeta<Payload> {
  return { id: new Long(mid), from: xid(from), to: xid(to), timestamp: new Long(time), ns, payload };
}

/** A notice to this user, as decoded metas look. */
export function noticeMeta(notice: Exclude<Notice, { kind: "user" }>, self: number): RawMeta<NoticePayload> {
  const { kind, mid, time, from, to, content, type } = notice;
  const group = kind === "group";
  const payload: NoticePayload = {
    type: numberOf(group ? "GROUPNOTICE_TYPE" : "ROSTERNONTICE_TYPE", type),
    ...(group && { gid: xid(notice.gid) }),
    from: xid(from),
    to: to.map(xid),
    content,
  };
  return meta({ mid, time, from, to: self }, group ? 2 : 3, payload);
}

/** An operation on a message, named after what it did: the core tells its effect, not its meta. */
export function operationMeta(
  type: string,
  envelope: Envelope,
  conversation: number,
  content = "",
): RawMeta<OperationPayload> {
  const operation = {
    type: numberOf("MESSAGE_OPTYPE", type),
    mid: new Long(envelope.mid),
    xid: xid(conversation),
  };
  return meta(envelope, 1, { type: numberOf("MESSAGE_TYPE", "OPER"), content, operation });
}
