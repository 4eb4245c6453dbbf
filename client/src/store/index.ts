/** oriole-client/store: what is not sent yet, and what was last seen, survive a reload. */

import type { OpenVault, Store, StoreOptions, Vault } from "../api/store";
import type { Parts } from "../delivery/parts";
import { indexedDbVault } from "../ports/indexed-db";
import { keepDevice } from "../ports/kept-device";
import { Keeper } from "./keeper";

export type { OpenVault, Store, StoreOptions, Vault, VaultTable } from "../api/store";
export { indexedDbVault } from "../ports/indexed-db";
export { storageVault } from "./storage-vault";

/**
 * The feature that keeps sends until they are settled, and conversations with their newest messages, on this device:
 * `createClient({ …, features: [store()] })`. A send that was under way when the tab died goes out again with the same id, so
 * that it arrives once. The conversation list is there as soon as the user is known, before any network: the newest lines first.
 * The messages of a conversation come when messages() is called, and a `conversation` event tells when they are
 * there. When the vault is full, blocked or broken the client works from memory and says so with an `error` event.
 */
export function store({ vault = indexedDbVault, conversations = 10_000, messages = 20 }: StoreOptions = {}): Store {
  let opened: Promise<Vault> | null = null;
  const open: OpenVault = (name) => {
    opened = vault(name);
    return opened;
  };
  const feature = (parts: Parts) => {
    // A resend is known by its device: the device has to survive as well.
    keepDevice(parts);
    parts.all.push(new Keeper(parts, open, conversations, messages));
  };
  return Object.assign(feature, {
    async wipe() {
      await (await opened)?.wipe();
    },
  });
}
