/** Checked by `npm run types` and never run: what may be sent as which type. */

import type { Conversation, Draft } from "../../client/src/index";

export const sent: Draft[] = [
  { content: "hello" },
  { ctype: "image", attachment: { url: "u", dName: "a.png", fLen: 5, width: 3, height: 4 } },
  { ctype: "video", attachment: { url: "u", tUrl: "t", duration: 3 } },
  { ctype: "audio", attachment: '{"url":"u"}' },
  { ctype: "file", attachment: { url: "u", ofTheApp: true } },
  { ctype: "location", attachment: { lat: 48.2, lon: 16.4 }, ext: { any: "thing" } },
  { ctype: "command", content: "wave", attachment: { any: "thing" } },
  { ctype: "rtc", config: { action: "record" } },
];

export function refused(to: Conversation): void {
  // @ts-expect-error a picture is somewhere
  to.send({ ctype: "image", attachment: { dName: "a.png" } });
  // @ts-expect-error a file has an address
  to.send({ ctype: "file", content: "a.txt" });
  // @ts-expect-error numbers
  to.send({ ctype: "location", attachment: { lat: "48", lon: "16" } });
  // @ts-expect-error px
  to.send({ ctype: "image", attachment: { url: "u", width: "3px" } });
  // @ts-expect-error no such type
  to.send({ ctype: "sticker" });
}
