import { scryptSync } from "node:crypto";
import { Agent, request } from "node:http";
import { constants, getPriority } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeyDerivation, startKeyDerivation } from "../../../server/key-derivation.ts";

const salt = Buffer.from("0123456789abcdef");
const cost = { N: 16, r: 8, p: 1 };
const agent = new Agent({ keepAlive: true });

let keys: KeyDerivation;
beforeAll(async () => {
  keys = await startKeyDerivation();
});
afterAll(() => {
  agent.destroy();
  keys.stop();
});

function ask(body: string): Promise<{ status: number | undefined; keepAlive: unknown; key: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request(`http://${keys.address}/`, { method: "POST", agent }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const keepAlive = response.headers["keep-alive"];
      resolve({ status: response.statusCode, keepAlive, key: Buffer.concat(chunks) });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

describe("key derivation beside workerd", () => {
  it("derives as scrypt does", async () => {
    const { key } = await ask(JSON.stringify({ password: "p", salt: salt.toString("base64"), cost, length: 32 }));
    expect(key).toEqual(scryptSync("p", salt, 32, cost));
  });

  it("says no end of a connection: workerd could be sending on it", async () => {
    const { keepAlive } = await ask(JSON.stringify({ password: "p", salt: "", cost, length: 32 }));
    expect(keepAlive).toBeUndefined();
  });

  it("refuses what is no request", async () => {
    expect((await ask("{}")).status).toBe(400);
  });

  it("gives way to workerd where they share a core", () => {
    expect(getPriority(keys.pid())).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
  });

  it("comes back at the same address when its process dies", async () => {
    const before = keys.pid();
    process.kill(before, "SIGKILL");
    const body = JSON.stringify({ password: "p", salt: "", cost, length: 32 });
    await expect.poll(() => ask(body).catch(() => null), { timeout: 20_000 }).toMatchObject({ status: 200 });
    expect(keys.pid()).not.toBe(before);
  }, 30_000);
});
