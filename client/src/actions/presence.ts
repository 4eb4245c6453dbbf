/** Which of one's friends are connected, now and as it changes. */

import type { OrioleClient } from "../index";
import { type Post, post } from "./action";

/** Ids of those of these users who are connected. Only of friends it is told. */
export const onlineAmong: Post<"/user/online_status"> = (client, given) => post(client, "/user/online_status", given);

export interface Presence {
  /** As of the last look; false while nothing is known. */
  isOnline(uid: number): boolean;
  stop(): void;
}

/**
 * Looks again and again who of these friends (500 at most) is connected, while this client is, and at once after each login and
 * reconnect. `told` is called for each who came or went since the last look; what it throws for one keeps it from no other.
 */
export function watchPresence(
  client: Pick<OrioleClient, "request" | "state" | "on">,
  list: number[],
  told: (uid: number, online: boolean) => void,
  everyMs = 30_000,
): Presence {
  let online: readonly number[] = [];
  let timer: unknown;
  /** An answer that comes after the next question was asked, or after the end, says nothing. */
  let newest: object | undefined;

  const end = () => {
    clearTimeout(timer);
    newest = undefined;
  };
  const look = () => {
    end();
    if (client.state.at !== "online") return;
    timer = setTimeout(look, everyMs);
    const mine = onlineAmong(client, { list });
    newest = mine;
    mine.then(
      (now) => {
        if (mine !== newest) return;
        const changed = list.filter((uid) => online.includes(uid) !== now.includes(uid));
        online = now;
        for (const uid of changed) {
          (async () => told(uid, now.includes(uid)))().catch(() => {});
        }
      },
      // What was known holds until the next look.
      () => {},
    );
  };
  const off = client.on("state", look);
  look();
  return {
    isOnline: (uid) => online.includes(uid),
    stop() {
      off();
      end();
    },
  };
}

declare function setTimeout(run: () => void, delayMs: number): unknown;
declare function clearTimeout(timer: unknown): void;
