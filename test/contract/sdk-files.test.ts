/** oriole-client/files against the real server, over a cable that can be cut. */

import { PhotonImage } from "@cf-wasm/photon/node";
import { imageSize } from "image-size";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// @ts-expect-error a script without types
import { bundleAlone } from "../../client/scripts/bundle-entry.mjs";
import type { FileProgress, FileTransfer, SendRequest } from "../../client/src/files/index.ts";
import {
  deleteFile,
  downloadFile,
  fileUrl,
  forwardFile,
  uploadFile,
  webTransfer,
} from "../../client/src/files/index.ts";
import { createClient, type OrioleClient } from "../../client/src/index.ts";
import { Cable } from "../support/browser/cable.ts";
import { PIXEL, pattern } from "../support/files.ts";
import { miniProgramRealm } from "../support/places/mini-program-realm.ts";
import { type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
const PART = 5 * 1024 * 1024;
let cable: Cable;
let alice: TestUser;
let bob: TestUser;
let eve: TestUser;
let toBob: { xid: number };
const clients: OrioleClient[] = [];
let mine: OrioleClient;
let his: OrioleClient;

/** One that only makes calls: no login is needed for those. */
function clientOf({ token }: TestUser, appId: string): OrioleClient {
  const client = createClient({ url: cable.url, appId });
  clients.push(client);
  client.loginWithToken(token).catch(() => {});
  return client;
}

beforeAll(async () => {
  cable = await Cable.plug(() => server.current.url);
  const app = await server.current.app("sdk-files", { settings: { max_image_bytes: 200_000 } });
  [alice, bob, eve] = [await app.user("alice"), await app.user("bob"), await app.user("eve")];
  toBob = { xid: bob.uid };
  mine = clientOf(alice, app.id);
  his = clientOf(bob, app.id);
  clientOf(eve, app.id);
});

afterAll(() => {
  for (const client of clients) client.close();
  cable.unplug();
});

const cut = () => {
  cable.cut();
  cable.mend();
};
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "went well",
    (cause: { error?: string }) => cause.error,
  );
const partOf = ({ url }: SendRequest) => Number(/[?&]part=(\d+)/.exec(url)?.[1] ?? 0);

/** The real one, with something in between. */
const between = (send: (request: SendRequest, real: FileTransfer["send"]) => ReturnType<FileTransfer["send"]>) => ({
  ...webTransfer,
  send: (request: SendRequest) => send(request, webTransfer.send),
});

describe("[FILE-1] a small file", () => {
  it("goes up with its name and type, and is read by whoever may", async () => {
    const steps: FileProgress[] = [];
    const file = new File(["milk, bread"], "list.txt", { type: "text/plain" });
    const { url, ...about } = await uploadFile(mine, file, toBob, { progress: (now) => steps.push(now) });
    expect(about).toEqual({ name: "list.txt", type: "text/plain", size: 11, kind: "file" });
    expect(steps.at(-1)).toEqual({ loaded: 11, total: 11 });
    const got = await downloadFile(his, url);
    expect(new TextDecoder().decode(got.data)).toBe("milk, bread");
    expect(got).toMatchObject({ type: expect.stringContaining("text/plain"), size: 11 });
    const response = await fetch(await fileUrl(his, url));
    expect(response.headers.get("content-disposition")).toContain("list.txt");
    expect(await refused(downloadFile(clients[2] ?? his, url))).toBe("UserPermissionDenied");
  });

  it("goes on to others without another upload, and away", async () => {
    const { url } = await uploadFile(mine, pattern(1000), toBob);
    const forwarded = await forwardFile(his, url, { xid: eve.uid });
    expect(same((await downloadFile(clients[2] ?? his, forwarded)).data, pattern(1000))).toBe(true);
    await deleteFile(mine, url);
    expect(await refused(downloadFile(mine, url))).toBe("NotFound");
    expect(await refused(forwardFile(mine, "https://elsewhere.example/a.png", toBob))).toBe("ServerResponseInvalid");
    expect(await fileUrl(mine, "https://elsewhere.example/a.png")).toBe("https://elsewhere.example/a.png");
  });

  it("goes up and down whatever becomes of those who watch", async () => {
    const watching = [
      () => {
        throw new Error("no bar to move");
      },
      () => Promise.reject(new Error("later")),
    ];
    for (const progress of watching) {
      const { url } = await uploadFile(mine, pattern(300_000), toBob, { progress });
      expect(same((await downloadFile(his, url, { progress })).data, pattern(300_000))).toBe(true);
      const parts = await uploadFile(mine, pattern(300_000), toBob, { progress, partsOver: 1 });
      expect(parts.size).toBe(300_000);
    }
  });

  it("is refused by name", async () => {
    const text = new Blob(["no picture"], { type: "text/plain" });
    expect(await refused(uploadFile(mine, text, toBob, { kind: "image" }))).toBe("InvalidFileObjectType");
    const big = new Blob([PIXEL, new Uint8Array(200_001)], { type: "image/png" });
    expect(await refused(uploadFile(mine, big, toBob))).toBe("FileTooLarge");
    expect(await refused(uploadFile(mine, big, toBob, { partsOver: 1 }))).toBe("FileTooLarge");
    expect(await refused(uploadFile(mine, pattern(1), { xid: 999 }))).toMatch(/NotExist$/);
    expect(await refused(uploadFile(mine, pattern(1), { avatar: 1024 * 1024 + 300 }))).toMatch(/^Group/);
    expect(await refused(uploadFile(mine, { path: "wxfile://a" }, toBob))).toBe("ServerNotReachable");
  });
});

describe("[FILE-9] a picture", () => {
  it("has thumbnails of the size that is asked for, and serves as an avatar", async () => {
    const drawn = new PhotonImage(new Uint8Array(400 * 200 * 4).fill(255), 400, 200);
    const png = new File([Uint8Array.from(drawn.get_bytes())], "wide.png", { type: "image/png" });
    const { url, kind } = await uploadFile(mine, png, toBob);
    expect(kind).toBe("image");
    const small = await downloadFile(his, url, { thumbnail: { width: 100, height: 100 } });
    expect(imageSize(small.data)).toMatchObject({ width: 100, height: 50 });
    expect(imageSize((await downloadFile(his, url, { thumbnail: true })).data)).toMatchObject({ width: 320 });
    const avatar = await uploadFile(mine, png, { avatar: "mine" });
    await mine.request("POST", "/user/avatar", { body: { avatar: avatar.url } });
    expect((await downloadFile(his, avatar.url)).size).toBe(png.size);
  });

  it("of a video is its cover", async () => {
    const cover = new PhotonImage(new Uint8Array(40 * 20 * 4).fill(9), 40, 20);
    const video = new Blob([pattern(5000)], { type: "video/mp4" });
    const options = { cover: new Blob([Uint8Array.from(cover.get_bytes())], { type: "image/png" }), partsOver: 100 };
    const { url } = await uploadFile(mine, video, toBob, options);
    expect(imageSize((await downloadFile(his, url, { cover: true })).data)).toMatchObject({ width: 40, height: 20 });
    expect((await downloadFile(his, url)).size).toBe(5000);
  });
});

describe("[FILE-12] a large file", () => {
  const bytes = pattern(2 * PART + 1000);
  const options = { partsOver: PART };

  it("goes in parts, each again when it or its answer is lost", async () => {
    const sent: number[] = [];
    const steps: number[] = [];
    const transfer = between(async (request, real) => {
      const part = partOf(request);
      sent.push(part);
      const first = sent.filter((each) => each === part).length === 1;
      if (part === 1 && first) throw new Error("lost on its way");
      const answer = real(request);
      if (part === 3 && first) await answer.then(() => Promise.reject(new Error("its answer is lost")));
      return answer;
    });
    const progress = ({ loaded }: FileProgress) => steps.push(loaded);
    const { url, size } = await uploadFile(mine, new Blob([bytes]), toBob, { ...options, transfer, progress });
    expect(size).toBe(bytes.length);
    expect(sent.sort()).toEqual([1, 1, 2, 3, 3]);
    expect(steps.at(-1)).toBe(bytes.length);
    expect(same((await downloadFile(his, url)).data, bytes)).toBe(true);
  });

  it("arrives although the connection is cut under it", async () => {
    let cuts = 0;
    const transfer = between((request, real) => {
      const answer = real(request);
      if (cuts++ < 3) setImmediate(cut);
      return answer;
    });
    const { url } = await uploadFile(mine, bytes, toBob, { ...options, transfer });
    expect(cuts).toBeGreaterThan(3);
    expect(same((await downloadFile(his, url)).data, bytes)).toBe(true);
  });

  it("is given up when it is cancelled, and leaves nothing", async () => {
    const count = () => server.current.database.prepare("SELECT count(*) AS n FROM file_parts").first("n");
    await expect.poll(count).toBe(0);
    const control = new AbortController();
    let begun = 0;
    const transfer = between((request, real) => {
      if (++begun === 3) setImmediate(() => control.abort());
      return real(request);
    });
    const upload = uploadFile(mine, bytes, toBob, { ...options, transfer, signal: control.signal });
    expect(await refused(upload)).toBe("UserCancel");
    await expect.poll(count).toBe(0);
    const before = begun;
    expect(await refused(uploadFile(mine, bytes, toBob, { transfer, signal: control.signal }))).toBe("UserCancel");
    expect(begun).toBe(before);
  });
});

describe("[FILE-7] a download", () => {
  const bytes = pattern(3_000_000, 5);
  let url = "";
  beforeAll(async () => {
    ({ url } = await uploadFile(mine, bytes, toBob));
  });

  it("is of the part that is asked for", async () => {
    const part = await downloadFile(his, url, { from: 100, end: 250 });
    expect(same(part.data, bytes.subarray(100, 250))).toBe(true);
    expect(part.size).toBe(bytes.length);
    expect(same((await downloadFile(his, url, { from: 2_999_000 })).data, bytes.subarray(2_999_000))).toBe(true);
    expect(await refused(downloadFile(his, url, { from: 3_000_001 }))).toBe("InvalidParam");
  });

  it("goes on where it was when the connection is cut, and gives each byte once", async () => {
    const got: Uint8Array[] = [];
    const steps: FileProgress[] = [];
    const into = (chunk: Uint8Array) => {
      got.push(chunk.slice());
      if (got.length === 1 || got.length === 4) cut();
    };
    const { data, size } = await downloadFile(his, url, { into, progress: (now) => steps.push(now) });
    expect(data).toHaveLength(0);
    expect(size).toBe(bytes.length);
    expect(same(Buffer.concat(got), bytes)).toBe(true);
    expect(steps.at(-1)).toEqual({ loaded: bytes.length, total: bytes.length });
    expect(steps.every(({ loaded }, at) => at === 0 || loaded > (steps[at - 1]?.loaded ?? 0))).toBe(true);
  });

  it("ends when it is cancelled, or when nobody takes what comes", async () => {
    const control = new AbortController();
    const download = downloadFile(his, url, { signal: control.signal, into: () => control.abort() });
    expect(await refused(download)).toBe("UserCancel");
    const full = downloadFile(his, url, { into: () => Promise.reject(new Error("disk full")) });
    await expect(full).rejects.toThrow("disk full");
  });
});

describe("in a mini-program", () => {
  it("goes by the host's own calls: paths as forms, bytes in parts, downloads to files", async () => {
    const { host, inside } = miniProgramRealm();
    const code: string = await bundleAlone('export * from "../miniprogram/index";', "cjs");
    const made = inside<(url: string, appId: string, token: string) => MiniProgramFiles>(`
      var module = { exports: {} }, exports = module.exports; ${code}
      (url, appId, token) => {
        const sdk = module.exports;
        const client = sdk.createClient({ url, appId });
        client.loginWithToken(token).catch(() => {});
        const named = (promise) => promise.catch((cause) => ({ error: cause.error }));
        return {
          up: (file, to, options) => named(sdk.uploadFile(client, file, to, options)),
          down: (url) => named(sdk.downloadFile(client, url)),
          bytes: (count) => new Uint8Array(count).fill(7),
          close: () => client.close(),
        };
      }`);
    const [ann, bob2] = [alice, bob].map(({ token }) => made(cable.url, "sdk-files", token));
    if (!ann || !bob2) throw new Error("no clients");
    try {
      const steps: FileProgress[] = [];
      const path = host.putFile(pattern(5000), "text/plain");
      const sent = await ann.up({ path, size: 5000 }, toBob, { progress: (now: FileProgress) => steps.push(now) });
      expect(steps).toEqual([{ loaded: 5000, total: 5000 }]);
      const got = await bob2.down(sent.url);
      expect(same(await host.fileAt(got.path), pattern(5000))).toBe(true);
      expect(await ann.down(sent.url.slice(0, -3))).toEqual({ error: "InvalidFileSign" });
      const inParts = await ann.up(ann.bytes(PART + 10), toBob);
      expect(same(await host.fileAt((await bob2.down(inParts.url)).path), Buffer.alloc(PART + 10, 7))).toBe(true);
      expect(await ann.up({ path: "wxfile://gone" }, toBob)).toEqual({ error: "ServerNotReachable" });
    } finally {
      ann.close();
      bob2.close();
      host.stop();
    }
  });
});

interface MiniProgramFiles {
  up(file: object, to: object, options?: object): Promise<{ url: string }>;
  down(url: string): Promise<{ path: string }>;
  bytes(count: number): object;
  close(): void;
}
