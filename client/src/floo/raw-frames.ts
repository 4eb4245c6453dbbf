import type { ContentType, Conversation, Draft, OrioleClient } from "../index";
import { numberOf } from "./constants";

type Value = { toNumber?(): number } | number | string | null | undefined;

/** The parts of a frame object that say what is to be sent; everything else of an envelope is the core's business. */
export interface RawFrame {
  payload?: { meta?: RawUplink } | null;
  meta?: RawUplink;
}

interface RawUplink {
  to?: { uid?: Value } | null;
  ns?: number;
  payload?: {
    type?: number;
    content?: string;
    ctype?: number;
    config?: string | object;
    attachment?: string | object;
    ext?: string | object;
    priority?: number;
    operation?: { type?: number; mid?: Value; xid?: { uid?: Value } | null } | null;
  } | null;
}

const numberIn = (value: Value): number => Number(value ?? 0);

/** Sends what a frame object describes: through the outbox, like everything else. Throws on what is none. */
export function sendFrame(client: OrioleClient, { payload: sync, meta = sync?.meta }: RawFrame): Promise<unknown> {
  const body = meta?.payload;
  if (!meta || !body) throw new Error("sendMessage: no frame with a meta");
  const { operation, content = "", ctype = 0, config = "", ext = "", attachment = "", priority = 0 } = body;
  const to = client.conversation(numberIn(operation?.xid?.uid) || numberIn(meta.to?.uid));
  if (meta.ns === numberOf("META_NAMESPACE", "CONVERSATION")) return to.remove(operation?.type === 2);
  if (operation?.type) return operate(to, operation.type, numberIn(operation.mid), { content, config, ext });
  const types: readonly ContentType[] = contentTypes;
  // What is attached is the application's business, as in the original.
  return to.send({ content, ctype: types[ctype] ?? "text", config, ext, attachment, priority } as Draft);
}

const contentTypes: readonly ContentType[] = [
  "text",
  "image",
  "audio",
  "video",
  "file",
  "location",
  "command",
  "forward",
  "rtc",
];

/** By STATIC_MESSAGE_OPTYPE. */
function operate(
  to: Conversation,
  type: number,
  mid: number,
  change: { content: string; config: string | object; ext: string | object },
): Promise<unknown> {
  if (type === 1 || type === 2) return to.markRead(mid || undefined);
  if (type === 3) return to.markUnread(mid);
  if (type === 5) return to.recall(mid);
  if (type === 6) return to.delete(mid);
  if (type === 7) return to.markPlayed(mid);
  if (type === 8) return to.append(mid, change.content);
  if (type === 9) return to.edit(mid, change);
  throw new Error(`sendMessage: operation ${type} is the core's own`);
}
