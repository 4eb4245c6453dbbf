/** oriole-client/tabs: one connection for all tabs of a user. */

import type { Feature } from "../api/feature";
import type { HandleParts } from "../conversation/handle";
import { keepDevice } from "../ports/kept-device";
import { hasTabs } from "../ports/tab-host";
import { uidOf } from "../ports/token-uid";
import { Switchboard } from "./switchboard";

export type { Feature } from "../api/feature";

/**
 * The feature that lets all tabs of a user share one connection and be one device: `createClient({ …, features: [sharedSocket()] })`.
 * The tab that holds a Web Lock has the socket, the others reach it over a BroadcastChannel; when it closes, the next one takes
 * over, and when it freezes the lock is taken from it. Every tab sees the same events and may send. Needs the tabs
 * to share their storage (by default localStorage). Conversations have no direct sockets then: `open()` resolves false.
 * Where there are no Web Locks, or the token does not tell its user, each tab connects by itself.
 */
export function sharedSocket(): Feature {
  return (parts: HandleParts) => {
    if (!hasTabs()) return;
    keepDevice(parts);
    const { socket, appId } = parts;
    let board: Switchboard | null = null;
    parts.socket = (url, protocols) => {
      const uid = uidOf((protocols[1] ?? "").slice("token.".length)) || parts.self.uid;
      if (!uid) return socket(url, protocols);
      board ??= new Switchboard(`oriole/socket/1/${appId}/${uid}`, parts, socket);
      return board.dial(url, protocols);
    };
    if (parts.direct) parts.direct.open = () => Promise.resolve(false);
    parts.all.push({ end: () => board?.end() });
  };
}
