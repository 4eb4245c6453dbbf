import { describe, expect, it } from "vitest";
import { farewell, greeting, readMessage, wrap } from "../../../durable-objects/gateway/framing.ts";

const bytes = (...values: number[]) => Uint8Array.from(values).buffer;

describe("raw framing", () => {
  it("[TR-3] a binary message is a frame as it is; a text is none", () => {
    expect(greeting("plain", "sid")).toEqual([]);
    expect(readMessage("plain", bytes(4, 1))).toEqual({ is: "frame", frame: Uint8Array.of(4, 1) });
    expect(readMessage("plain", "2")).toEqual({ is: "wrong", error: "FrameMalformed" });
    expect(wrap("plain", Uint8Array.of(1, 2))).toEqual([Uint8Array.of(1, 2)]);
    expect(farewell("plain")).toEqual([]);
  });
});

describe("Socket.IO framing", () => {
  it("[TR-4] opens with a session and the connect packet", () => {
    const [open = "", connected] = greeting("socketio", "the-sid");
    expect(open[0]).toBe("0");
    const session: unknown = JSON.parse(open.slice(1));
    expect(session).toMatchObject({ sid: "the-sid", upgrades: [] });
    expect(session).toEqual(
      expect.objectContaining({ pingInterval: expect.any(Number), pingTimeout: expect.any(Number) }),
    );
    expect(connected).toBe("40");
  });

  it("[TR-4] wraps a frame as a header and one binary packet", () => {
    expect(wrap("socketio", Uint8Array.of(9, 8))).toEqual([
      '451-["frame",{"_placeholder":true,"num":0}]',
      Uint8Array.of(4, 9, 8),
    ]);
    expect(farewell("socketio")).toEqual(["41"]);
  });

  it("[TR-5] answers pings with what they carry", () => {
    expect(readMessage("socketio", "2")).toEqual({ is: "reply", text: "3" });
    expect(readMessage("socketio", "2probe")).toEqual({ is: "reply", text: "3probe" });
    const long = readMessage("socketio", `2${"x".repeat(1000)}`);
    expect(long.is === "reply" && long.text.length).toBeLessThan(100);
  });

  it("[TR-4] reads the binary packet, whatever was said before it", () => {
    expect(readMessage("socketio", bytes(4, 7))).toEqual({ is: "frame", frame: Uint8Array.of(7) });
    expect(readMessage("socketio", bytes(4))).toEqual({ is: "frame", frame: new Uint8Array(0) });
    for (const wrong of [bytes(), bytes(5, 7), bytes(0)]) expect(readMessage("socketio", wrong).is).toBe("wrong");
  });

  it("[TR-4] takes the header however it is spaced, and no other event", () => {
    const headers = [
      '451-["frame",{"_placeholder":true,"num":0}]',
      '451-["frame", {"num": 0, "_placeholder": true}]',
      '451-/,["frame",{"_placeholder":true,"num":0}]',
    ];
    for (const header of headers) expect(readMessage("socketio", header)).toEqual({ is: "nothing" });
    const others = [
      '42["frame","text"]',
      '451-["other",{"_placeholder":true,"num":0}]',
      '452-["frame",{},{}]',
      "451-[",
      "",
    ];
    for (const other of others) expect(readMessage("socketio", other).is, other).toBe("wrong");
  });

  it("[TR-4] says goodbye when told so", () => {
    expect(readMessage("socketio", "41")).toEqual({ is: "bye" });
    expect(readMessage("socketio", "1")).toEqual({ is: "bye" });
  });
});
