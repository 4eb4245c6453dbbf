/** Who logs in with a wrong password learns nothing from the time that the answer takes: the hashes are nearly all of it. */

import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import worker from "../../src/worker";
import { makeApp } from "./support/stage";

const WRONG_PASSWORD = 11001;

const derivationSchema = z.object({ cost: z.record(z.string(), z.int()), length: z.int() });

/** In place of the process that derives keys on a private server: gives keys that fit nothing, and says what was asked. */
function keyDeriver() {
  const asked: z.infer<typeof derivationSchema>[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    const derivation = derivationSchema.parse(JSON.parse(String(init?.body)));
    asked.push(derivation);
    return new Response(crypto.getRandomValues(new Uint8Array(derivation.length)));
  };
  return { asked, binding: { fetch } as Fetcher };
}

describe("logging in with a wrong password", () => {
  it("costs the same hash whether or not somebody has the name", async () => {
    const app = await makeApp();
    const { asked, binding } = keyDeriver();
    const post = async (path: string, body: object) => {
      const request = new Request<unknown, IncomingRequestCfProperties>(`https://oriole.test${path}`, {
        method: "POST",
        headers: { app_id: app, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const response = await worker.fetch(request, { ...env, KEY_DERIVATION: binding }, createExecutionContext());
      return z.object({ code: z.int(), data: z.unknown() }).parse(await response.json());
    };
    const { data } = await post("/user/register/v2", { username: "alice", password: "right horse" });
    const { user_id } = z.object({ user_id: z.int() }).parse(data);
    const [hashed] = asked.splice(0);
    expect(hashed).toBeDefined();
    for (const [path, body] of [
      ["/token/user", { name: "alice" }],
      ["/token/id", { user_id }],
      ["/token/login", { login_name: "alice" }],
      ["/token/user", { name: "nobody" }],
      ["/token/user", { mobile: "+15550001" }],
      ["/token/id", { user_id: 5 }],
      ["/token/login", { login_name: "nobody" }],
    ] as const) {
      expect(await post(path, { ...body, password: "wrong" })).toMatchObject({ code: WRONG_PASSWORD });
      expect(asked.splice(0), `${path} ${JSON.stringify(body)}`).toEqual([hashed]);
    }
  });
});
