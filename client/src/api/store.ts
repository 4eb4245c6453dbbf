import type { Feature } from "./feature";

/** `outbox` holds sends that are not settled, `conversations` what was last known of each. */
export type VaultTable = "outbox" | "conversations";

/** Where one user's things are kept on this device: tables of values by number. */
export interface Vault {
  /** Every value of a table. */
  read(table: VaultTable): Promise<readonly unknown[]>;
  /** Puts and removes, all or nothing where the host can. */
  write(
    table: VaultTable,
    puts: readonly (readonly [key: number, value: unknown])[],
    removed: readonly number[],
  ): Promise<void>;
  /** Removes everything. */
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
