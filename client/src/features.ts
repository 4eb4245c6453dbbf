/** Parts of the SDK that a page which only sends and receives need not carry. */

import type { Feature } from "./api/feature";
import { DirectLinks } from "./delivery/direct-links";
import { readHistory } from "./delivery/history";
import { HistoryRequests } from "./delivery/history-requests";
import { listenToNotices } from "./delivery/notices";
import type { Parts } from "./delivery/parts";

/** `conversation.history()`. */
export const history: Feature = (parts: Parts) => {
  const requests = new HistoryRequests(parts);
  parts.all.push(requests);
  parts.history = (state, query) => readHistory(requests, state, query, parts.self);
};

/** The event `notice`: what happens to groups, contacts and the user. Groups that one left leave the list at once. */
export const notices: Feature = listenToNotices;

/** `conversation.open()`: sockets straight to conversations. */
export const directSockets: Feature = (parts: Parts) => {
  parts.direct = new DirectLinks(parts);
  parts.all.push(parts.direct);
};
