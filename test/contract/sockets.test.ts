import { beforeAll, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { pb } from "../../protocol/codec.ts";
import { type ErrorName, errors } from "../../protocol/errors.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;
let alice: TestUser;
let bob: TestUser;

beforeAll(async () => {
  app = await server.current.app("sockets");
  alice = await app.user("alice");
  bob = await app.user("bob");
});

interface Refusal {
  protocol: string;
  status: pb.Status.$Properties;
  closeCode: number;
}

/** Connects and waits for the end of the socket, which must say why. */
function refusal(path: string, protocols: string[]): Promise<Refusal> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(new URL(path, server.current.url.replace("http", "ws")), protocols);
    let status: pb.Status.$Properties | null = null;
    socket.on("message", (bytes: Buffer) => {
      const frame = pb.Frame.decode(bytes);
      status = pb.Provision.decode(frame.payload ?? bytes).status ?? null;
    });
    socket.on("error", reject);
    socket.on("close", (closeCode) => {
      if (status) resolve({ protocol: socket.protocol, status, closeCode });
      else reject(new Error(`closed with ${closeCode} and without a word`));
    });
  });
}

describe("[TR-6] a refused socket opens, says why, and closes", () => {
  const offer = (token: string) => ["xsync", `token.${token}`];

  async function expectRefusal(path: string, protocols: string[], error: ErrorName): Promise<void> {
    const { protocol, status, closeCode } = await refusal(path, protocols);
    expect({ protocol, closeCode, code: status.code, error: status.error }).toEqual({
      protocol: "xsync",
      closeCode: 4000 + errors[error].number,
      code: errors[error].status,
      error: errors[error].number,
    });
  }

  it("without a token, and with a bad one", async () => {
    await expectRefusal("/xsync?guid=g", ["xsync"], "MissingAccessToken");
    await expectRefusal("/xsync?guid=g", offer("x"), "InvalidToken");
    await expectRefusal(`/xsync/conversations/${bob.uid}?sn=1`, offer("x"), "InvalidToken");
    const expired = await app.sign({ uid: alice.uid }, Date.now() - 31 * 86_400_000);
    await expectRefusal("/xsync?guid=g", offer(expired), "InvalidToken");
  });

  it("when the token names another device, or nobody names one", async () => {
    const bound = await app.sign({ uid: alice.uid, guid: "phone" });
    await expectRefusal("/xsync?guid=tablet", offer(bound), "DeviceGuidConflict");
    await expectRefusal("/xsync", offer(alice.token), "InvalidParam");
    await expectRefusal("/xsync?guid=a%20b", offer(alice.token), "InvalidParam");
    await expectRefusal("/xsync?guid=g&platform=x", offer(alice.token), "InvalidParam");
  });

  it("on a conversation without a serial", async () => {
    await expectRefusal(`/xsync/conversations/${bob.uid}`, offer(alice.token), "InvalidParam");
    await expectRefusal("/xsync/conversations/0?sn=1", offer(alice.token), "InvalidParam");
  });

  it("of an app out of service", async () => {
    const cases = [
      [{ status: "frozen" }, "ServerAppFrozen"],
      [{ license: "invalid" }, "ServerInvalidLicense"],
      [{ license: "limit" }, "ServerLicenseLimit"],
    ] as const;
    for (const [options, error] of cases) {
      const stopped = await server.current.app(`sockets-${error}`, options);
      await expectRefusal("/xsync?guid=g", offer(await stopped.sign({ uid: alice.uid })), error);
    }
  });

  it("with an admin's token", async () => {
    await expectRefusal("/xsync?guid=g", offer(await app.sign({ uid: 0, role: "admin" })), "UserPermissionDenied");
  });
});

describe("[TR-4] Engine.IO", () => {
  it.each(["EIO=4&transport=websocket", "EIO=3&transport=polling", ""])("refuses %j with HTTP 400", async (query) => {
    await expect(refusal(`/socket.io/?${query}`, [])).rejects.toThrow("400");
  });
});
