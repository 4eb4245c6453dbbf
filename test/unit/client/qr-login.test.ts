/** Waiting for a code to be approved, and what ends it. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loginByQr } from "../../../client/src/actions/index";
import type { HttpPort } from "../../../client/src/index";
import { settled } from "./fake-clock";
import { A, caught, World } from "./harness";

type Answer = (data: unknown) => void;

/** A client whose REST calls are answered by hand. */
function screen() {
  const world = new World();
  const asked: { path: string; answer: Answer }[] = [];
  const http: HttpPort = ({ url }) =>
    new Promise((resolve) => {
      const answer: Answer = (data) => resolve({ status: 200, body: JSON.stringify({ code: 200, data }) });
      asked.push({ path: new URL(url).pathname, answer });
    });
  const { client } = world.client(A, { ports: { http } });
  const shown: string[] = [];
  return { client, asked, shown, show: (code: string) => shown.push(code) };
}

/** Answers what was asked last, and lets what follows run. */
async function answer({ asked }: ReturnType<typeof screen>, data: unknown): Promise<void> {
  asked[asked.length - 1]?.answer(data);
  await settled();
}

/** No more calls come, however long it takes. */
async function silent({ asked }: ReturnType<typeof screen>): Promise<void> {
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.slice(before)).toEqual([]);
}

const CODE = { qr_code: "c1" };

describe("loginByQr", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("ends when the client is closed between two questions", async () => {
    const one = screen();
    const ended = caught(loginByQr(one.client, one));
    await answer(one, CODE);
    await answer(one, {});
    expect(one.asked.map(({ path }) => path)).toEqual(["/app/qr_code", "/app/qr_login"]);
    one.client.close();
    await silent(one);
    expect(await ended).toMatchObject({ error: "UserCancel" });
  });

  it("shows no code that comes after the client was closed", async () => {
    const one = screen();
    const ended = caught(loginByQr(one.client, one));
    one.client.close();
    await answer(one, CODE);
    await silent(one);
    expect(one.shown).toEqual([]);
    expect(await ended).toMatchObject({ error: "UserCancel" });
  });

  it("logs nobody in when the approval comes after the client was closed", async () => {
    const one = screen();
    const ended = caught(loginByQr(one.client, one));
    await answer(one, CODE);
    one.client.close();
    await answer(one, { username: "ann", password: "x" });
    await silent(one);
    expect(one.client.state.at).toBe("offline");
    expect(await ended).toMatchObject({ error: "UserCancel" });
  });

  it("logs nobody in when the approval comes after the signal", async () => {
    const one = screen();
    const control = new AbortController();
    const ended = caught(loginByQr(one.client, { show: one.show, signal: control.signal }));
    await answer(one, CODE);
    control.abort();
    await answer(one, { username: "ann", password: "x" });
    await silent(one);
    expect(await ended).toMatchObject({ error: "UserCancel" });
  });

  it("logs a client in that was closed and logged in again before", async () => {
    const one = screen();
    one.client.close();
    void one.client.loginWithToken("1").catch(() => {});
    one.client.logout();
    void loginByQr(one.client, one).catch(() => {});
    await answer(one, CODE);
    await answer(one, { username: "ann", password: "x" });
    expect(one.asked[2]?.path).toBe("/token/user");
  });
});
