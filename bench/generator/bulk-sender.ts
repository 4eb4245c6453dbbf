/** Sends many texts into one conversation and waits for their acks. */

import type { BenchUser, OrioleApp } from "./oriole-app.ts";
import { OrioleSocket } from "./oriole-socket.ts";
import { freshMids } from "./uplink-template.ts";
import { bytes, COMMAND, frame, number, xid } from "./wire.ts";

const METAS = 1000;
const ACKS = 1000;
const CHAT = 2;
const NS_MESSAGE = 1;
const METAS_A_FRAME = 128;
const GIVE_UP_MS = 120_000;

export async function sendAll(app: OrioleApp, from: BenchUser, to: BenchUser, texts: readonly string[]): Promise<void> {
  const done = Promise.withResolvers<void>();
  let acked = 0;
  const socket = await OrioleSocket.inbox(app.url, from, {
    sync(fields) {
      while (fields.next()) if (fields.field === ACKS) acked++;
      if (acked >= texts.length) done.resolve();
    },
    unread: () => {},
    closed: (code) => done.reject(new Error(`closed with ${code} while sending`)),
  });
  const firstMid = freshMids();
  for (let at = 0; at < texts.length; at += METAS_A_FRAME) {
    const metas = texts.slice(at, at + METAS_A_FRAME).map((text, i) => metaOf(from, to, firstMid + at + i, text));
    socket.raw.send([frame(COMMAND.SYNC, metas.flat())]);
  }
  const timer = setTimeout(() => done.reject(new Error(`${acked} of ${texts.length} texts acked`)), GIVE_UP_MS);
  await done.promise;
  clearTimeout(timer);
  socket.raw.close();
}

function metaOf(from: BenchUser, to: BenchUser, mid: number, text: string): number[] {
  const body = [...number(1, CHAT), ...bytes(4, Buffer.from(text))];
  const meta = [...number(1, mid), ...xid(2, from.uid), ...xid(3, to.uid), ...number(5, NS_MESSAGE), ...bytes(6, body)];
  return bytes(METAS, meta);
}
