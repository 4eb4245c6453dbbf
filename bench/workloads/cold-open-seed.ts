/** Runs in a page: fills the store of a user with conversations, by the code that fills it in life. */

import { type Message, Oriole, type OrioleOptions, type Socket } from "../../client/src/index.ts";
import { indexedDbVault, type OpenVault, store } from "../../client/src/store/index.ts";

export interface Seed {
  readonly url: string;
  readonly appId: string;
  readonly token: string;
  /** Where ids of peers begin. */
  readonly firstXid: number;
  readonly conversations: number;
  /** Of each. */
  readonly messages: number;
}

const WORDS = ["See you at noon", "好的，明天见", "The report is in the folder", "lol", "Can you call me back?", "ok"];
const START_MS = Date.UTC(2026, 0, 1);
const STEP_MS = 37_000;
/** Mids are milliseconds since 2025, and 12 bits. */
const MID_EPOCH_MS = Date.UTC(2025, 0, 1);

class SeededClient extends Oriole {
  fill({ firstXid, conversations, messages }: Seed): void {
    const { registry } = this.session;
    for (let n = 0; n < conversations; n++) {
      const state = registry.state(firstXid + n);
      for (let seq = 1; seq <= messages; seq++) {
        // Later ones of all conversations lie between each other, as in life.
        state.timeline.put(
          messageOf(state.xid, seq, START_MS + (seq * conversations + ((n * 7919) % conversations)) * STEP_MS),
        );
      }
      const { mid = 0, time = 0 } = state.timeline.newest ?? {};
      state.log.begin(messages, mid);
      state.unread.reset(n % 3, mid, mid);
      Object.assign(state, { listed: true, headMid: mid, headTime: time });
      registry.touch(state);
    }
  }
}

function messageOf(xid: number, seq: number, time: number): Message {
  const mid = (time - MID_EPOCH_MS) * 4096;
  const own = seq % 3 === 0;
  const content = `${WORDS[(xid + seq) % WORDS.length]}. ${"And some more about it".repeat(seq % 4)}`;
  const said = { ctype: "text", content, attachment: "", config: "", ext: "" } as const;
  const fate = { status: own ? "read" : "received", editedAt: 0, recalled: false, system: false } as const;
  return { id: `m${mid}`, mid, seq, xid, from: own ? 1 : xid, device: 1, own, time, ...said, ...fate };
}

/** Resolves when all of it is in IndexedDB. */
export async function seed(given: Seed): Promise<void> {
  const { url, appId, token } = given;
  let dialled = () => {};
  const prepared = new Promise<void>((resolve) => {
    dialled = resolve;
  });
  let kept = () => {};
  const written = new Promise<void>((resolve) => {
    kept = resolve;
  });
  const vault: OpenVault = async (name) => {
    const real = await indexedDbVault(name);
    const write: typeof real.write = async (table, puts, removed) => {
      await real.write(table, puts, removed);
      // The list comes last.
      if (table === "list" && puts.length > 2) kept();
    };
    return { ...real, write };
  };
  const socket = (): Socket => {
    dialled();
    return { binaryType: "", onopen: null, onmessage: null, onclose: null, onerror: null, send() {}, close() {} };
  };
  const options: OrioleOptions = { url, appId, features: [store({ vault })], ports: { socket } };
  const client = new SeededClient(options);
  client.loginWithToken(token).catch(() => {});
  await prepared;
  client.fill(given);
  await written;
  client.close();
}
