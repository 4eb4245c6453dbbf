/** What the server owes for a packet, and what it gave. */

import { pb } from "../../../protocol/codec.ts";
import { closeCode, type ErrorName, errorNamed, errors } from "../../../protocol/errors.ts";
import { decode, readFrame } from "../../../protocol/frames.ts";
import { MAX_FRAME_BYTES } from "../../../protocol/limits.ts";
import { readSync } from "../../../protocol/sync-request.ts";
import type { Transport, WireEvent } from "./wire-socket.ts";

export interface Debt {
  /** Acks, pages and refusals. */
  replies: number;
  /** Unread lists. */
  lists: number;
}

/** For one frame of a logged-in session. Only the counts come from the server's own reading; what the answers are does not. */
export function debtOf(frame: Uint8Array, transport: Transport): Debt {
  try {
    const { command, payload } = readFrame(frame);
    if (command === "UNREAD") {
      if (transport === "inbox") decode(pb.UnreadUL, payload);
      return { replies: 0, lists: 1 };
    }
    if (command !== "SYNC") return { replies: 1, lists: 0 };
    const request = readSync(payload);
    return { replies: request.do === "send" ? request.metas.length : 1, lists: 0 };
  } catch {
    return { replies: 1, lists: 0 };
  }
}

export const closesSocket = (frame: Uint8Array): boolean => frame.byteLength > MAX_FRAME_BYTES;

export function isProvision(frame: Uint8Array): boolean {
  try {
    return readFrame(frame).command === "PROVISION";
  } catch {
    return false;
  }
}

/** An answer by its name, `ok`, or a fault that no client could make sense of. */
export type Outcome = { readonly name: string } | { readonly fault: string };

export interface Answer {
  readonly settles: "reply" | "list";
  readonly outcomes: Outcome[];
  /** Entries that an ack says are stored. */
  readonly stored: number[];
}

/** What a downlink frame answers; null for pushes. */
export function answerOf(event: WireEvent & { is: "frame" }): Answer | null {
  switch (event.command) {
    case pb.Frame.Command.UNREAD: {
      const { status } = pb.UnreadDL.decode(event.payload);
      return { settles: "list", outcomes: [outcomeOf(status)], stored: [] };
    }
    case pb.Frame.Command.PROVISION: {
      const { status } = pb.Provision.decode(event.payload);
      return { settles: "reply", outcomes: [outcomeOf(status)], stored: [] };
    }
    case pb.Frame.Command.SYNC: {
      const sync = pb.SyncDL.decode(event.payload);
      if (sync.is_eager_sync) return null;
      if (!sync.acks?.length) {
        const mid = Number(sync.client_mid ?? 0) > 0 ? Number(sync.server_mid ?? 0) : 0;
        return { settles: "reply", outcomes: [outcomeOf(sync.status)], stored: mid > 0 ? [mid] : [] };
      }
      const stored = sync.acks.filter(({ seq }) => Number(seq ?? 0) > 0).map(({ server_mid }) => Number(server_mid));
      return { settles: "reply", outcomes: sync.acks.map(({ status }) => outcomeOf(status)), stored };
    }
    default:
      return null;
  }
}

function outcomeOf(status: pb.Status.$Properties | null | undefined): Outcome {
  if (!status) return { fault: "an answer without a status" };
  if (status.code === pb.Status.ErrorCode.OK) return { name: "ok" };
  const name = errorNamed(status.error ?? 0);
  if (status.error === undefined || errors[name].number !== status.error) {
    return { fault: `status ${status.code} without a named error` };
  }
  if (errors[name].status !== status.code) return { fault: `${name} under status ${status.code}` };
  if (name === "ServerUnknownError") return { fault: `ServerUnknownError: ${status.reason}` };
  return { name };
}

/** A close the protocol knows, by its name: 4000 + number, 1009, or 1000 after a goodbye. */
export function closeOutcome({ code, reason }: { code: number; reason: string }): Outcome {
  if (code === 1000) return { name: "closed: bye" };
  const name = (code === 1009 ? "FrameTooLarge" : errorNamed(code - 4000)) satisfies ErrorName;
  if (closeCode(name) !== code || reason !== name) return { fault: `closed with ${code} ${reason}` };
  return name === "ServerUnknownError" ? { fault: "closed with ServerUnknownError" } : { name: `closed: ${name}` };
}
