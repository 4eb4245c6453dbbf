import { describe, expect, it } from "vitest";
import { type Content, contentOf } from "../../../client/src/content/index";
import type { ContentType, Message } from "../../../client/src/index";

const message = (ctype: ContentType, attachment: string): Message => ({
  ...{ id: "m1", mid: 1, seq: 1, xid: 2, from: 2, device: 1, own: false, time: 0 },
  ...{ ctype, attachment, content: "a text", config: "", ext: "" },
  ...{ status: "received", editedAt: 0, recalled: false, system: false },
});

/** What a page does with it: the compiler knows each attachment. */
function shown(content: Content | null): string {
  if (!content) return "unreadable";
  switch (content.ctype) {
    case "image":
    case "audio":
    case "video":
    case "file":
      return content.attachment.url;
    case "location":
      return `${content.attachment.lat.toFixed(1)} ${content.attachment.lon.toFixed(1)}`;
    default:
      return content.text;
  }
}

describe("what a message carries", () => {
  it.each<[ContentType, object]>([
    ["image", { url: "u", width: 3 }],
    ["audio", { url: "u", duration: 2 }],
    ["video", { url: "u", tUrl: "t" }],
    ["file", { url: "u", dName: "a.txt", fLen: 1, more: true }],
    ["location", { lat: 48, lon: 16, addr: "Vienna" }],
    ["command", { do: "it" }],
    ["forward", {}],
    ["rtc", {}],
    ["text", {}],
  ])("%s", (ctype, attachment) => {
    expect(contentOf(message(ctype, JSON.stringify(attachment)))).toEqual({ ctype, text: "a text", attachment });
  });

  it("is what its type says, or nothing", () => {
    const texts = ["", "no JSON", "null", "[1]", "7", "{}", '{"url":5,"lat":"48","lon":16}'];
    for (const type of ["image", "audio", "video", "file", "location"] as const)
      for (const text of texts) expect(shown(contentOf(message(type, text))), `${type} ${text}`).toBe("unreadable");
    for (const type of ["text", "command", "forward", "rtc"] as const)
      for (const text of texts) expect(shown(contentOf(message(type, text)))).toBe("a text");
    expect(shown(contentOf(message("location", '{"lat":48.2,"lon":16.4}')))).toBe("48.2 16.4");
  });
});
