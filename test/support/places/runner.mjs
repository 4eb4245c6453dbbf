/**
 * Runs behaviours in a JavaScript runtime that is not the test's own, on the package as it is installed beside this file:
 * `runner.mjs BEHAVIOURS import|require`. A line of JSON comes in for each behaviour, and lines of JSON go out.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { createInterface } from "node:readline";

const [, , behavioursFile, how] = process.argv;
const require = createRequire(import.meta.url);
const load = (name) => (how === "require" ? require(name) : import(name));
const text = readFileSync(behavioursFile, "utf8");
const behaviours = new Function(`return ${text.slice(text.indexOf("(function"))}`)();
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const before = Object.getOwnPropertyNames(globalThis);
const sdk = await load("oriole-client");
const { nodePorts } = await load("oriole-client/node");
const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
// A host with a WebSocket of its own is used as it is.
const ports = typeof WebSocket === "undefined" ? nodePorts() : {};
tell({ added });

/** Called when the connections are cut. */
let onCut = () => {};

async function run({ behaviour, url, appId, users }) {
  const clients = [];
  const createClient = (options) => {
    const client = sdk.createClient({
      url,
      appId,
      maxRetryDelayMs: 500,
      ...options,
      ports: { ...ports, ...options.ports },
    });
    clients.push(client);
    return client;
  };
  const cut = (done) => {
    onCut = done;
    tell({ cut: true });
  };
  try {
    await behaviours[behaviour](sdk, { createClient, Promise, setTimeout, clearTimeout, users, cut });
    tell({ done: true });
  } catch (error) {
    tell({ done: true, failed: String(error?.stack ?? error) });
  } finally {
    for (const client of clients) client.close();
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const asked = JSON.parse(line);
  if (asked.wasCut) onCut();
  else void run(asked);
});
