/** Users by the hub that holds their inboxes: one call a hub, whatever the number of users. */

import { hubName } from "../protocol/ids";

export function groupByHub<T>(app: string, items: readonly T[], uidOf: (item: T) => number): Map<string, T[]> {
  const byHub = new Map<string, T[]>();
  for (const item of items) {
    const name = hubName(app, uidOf(item));
    const own = byHub.get(name);
    if (own) own.push(item);
    else byHub.set(name, [item]);
  }
  return byHub;
}
