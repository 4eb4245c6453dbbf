import type { Feature } from "./api/feature";
import { ConversationHandle, type HandleParts } from "./conversation/handle";
import { DeliveryReceipts } from "./delivery/delivery-receipts";
import { DirectLinks } from "./delivery/direct-links";
import { HistoryRequests } from "./delivery/history-requests";
import { listenToNotices } from "./delivery/notices";

/** What makes a core client the whole SDK: history, operations, direct sockets, delivery receipts, notices. */
export const complete: Feature = (parts: HandleParts) => {
  parts.history = new HistoryRequests(parts);
  parts.direct = new DirectLinks(parts);
  parts.receipts = new DeliveryReceipts(parts);
  parts.all.push(parts.history, parts.direct);
  parts.ownPath = (xid) => parts.direct.path(xid);
  parts.handle = (state) => new ConversationHandle(state, parts);
  listenToNotices(parts);
};
