import type { Feature } from "./feature";

/**
 * `outbox` holds sends that are not settled. `list` holds what the conversation list shows, in few long texts; `conversations` the
 * newest messages of each in one text, by its id.
 */
export type VaultTable = "outbox" | "list" | "conversations";

/** Where one user's things are kept on this device: tables of values by number. */
export interface Vault {
  /** The values of these keys, in this order, undefined where there is none; without keys every value of the table. */
  read(table: VaultTable, keys?: readonly number[]): Promise<readonly unknown[]>;
  /** Puts and removes, all or nothing where the host can. */
  write(
    table: VaultTable,
    puts: readonly (readonly [key: number, value: unknown])[],
    removed: readonly number[],
  ): Promise<void>;
  /** Removes everything; what is written later through this vault is not kept. */
  wipe(): Promise<void>;
}

/** Opens the vault of a name, one for each app and user; rejects when that cannot be. Values are structured clones or JSON. */
export type OpenVault = (name: string) => Promise<Vault>;

export interface StoreOptions {
  /** Default: IndexedDB. */
  readonly vault?: OpenVault;
  /** Conversations kept; the longest quiet ones make room. Default 10000. */
  readonly conversations?: number;
  /** Newest messages kept of each. Default 20. */
  readonly messages?: number;
}

/** The feature, and how to remove what it kept. */
export type Store = Feature & {
  /** Removes what was kept for the user who was logged in last: for after logout(), when others use this device. */
  wipe(): Promise<void>;
};
