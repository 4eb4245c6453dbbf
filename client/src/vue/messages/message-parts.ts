/** What the JSON texts of a message say. Whatever is not as documented reads as absent: other clients send these too. */

import type { Message } from "../../index";
import { idsOf, numberOf, rowIn, rowOf, textOf } from "./json-row";

/** What was uploaded or stands for a place; keys of docs: url, dName, fLen, width, height, duration, lat, lon, addr. */
export interface Attachment {
  readonly url: string;
  readonly name: string;
  /** Bytes; 0 when unknown. */
  readonly size: number;
  readonly width: number;
  readonly height: number;
  /** Seconds. */
  readonly duration: number;
  readonly lat: number;
  readonly lon: number;
  readonly address: string;
}

/** The message that another one answers, as it was then. */
export interface Quote {
  readonly mid: number;
  readonly from: number;
  readonly text: string;
}

export function attachmentOf({ attachment }: Message): Attachment {
  const row = rowIn(attachment);
  return {
    url: textOf(row["url"]),
    name: textOf(row["dName"]),
    size: numberOf(row["fLen"]),
    width: numberOf(row["width"]),
    height: numberOf(row["height"]),
    duration: numberOf(row["duration"]),
    lat: numberOf(row["lat"]),
    lon: numberOf(row["lon"]),
    address: textOf(row["addr"]),
  };
}

export function quoteOf({ ext }: Message): Quote | null {
  const row = rowOf(rowIn(ext)["reply"]);
  const mid = numberOf(row["mid"]);
  return mid > 0 ? { mid, from: numberOf(row["from"]), text: textOf(row["text"]) } : null;
}

/** Who is meant by a message: ids, and whether it is everybody. */
export function mentionsIn({ config }: Message): { readonly uids: readonly number[]; readonly all: boolean } {
  const row = rowIn(config);
  return { uids: idsOf(row["mentionList"]), all: row["mentionAll"] === true };
}

/** Whether a message of somebody else means this user. */
export function mentions(message: Message, uid: number): boolean {
  if (message.own || message.recalled) return false;
  const { uids, all } = mentionsIn(message);
  return all || uids.includes(uid);
}
