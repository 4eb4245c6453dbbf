import type { OpenVault, VaultTable } from "../api/store";

/** Raised when a table changes its shape: the cache begins anew, and sends that are not settled stay. */
const VERSION = 1;

/** As much of IndexedDB as is used; typed here because the SDK knows of no DOM. */
interface Request<Result> {
  readonly result: Result;
  readonly error: { readonly name: string } | null;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}
interface OpenRequest extends Request<Database> {
  onupgradeneeded: (() => void) | null;
}
interface Transaction {
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  readonly error: unknown;
  objectStore(name: string): {
    getAll(): Request<unknown[]>;
    put(value: unknown, key: number): unknown;
    delete(key: number): unknown;
  };
}
interface Database {
  readonly objectStoreNames: { contains(name: string): boolean };
  onversionchange: (() => void) | null;
  createObjectStore(name: string): unknown;
  deleteObjectStore(name: string): void;
  transaction(names: string, mode?: "readwrite"): Transaction;
  close(): void;
}
interface Factory {
  open(name: string, version: number): OpenRequest;
  deleteDatabase(name: string): Request<unknown>;
}

const factory = (): Factory => (globalThis as unknown as { indexedDB: Factory }).indexedDB;

function answerOf<Result>(request: Request<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A vault in the browser's IndexedDB. One that cannot be opened twice in a row is made anew; one of a newer SDK is left alone. */
export const indexedDbVault: OpenVault = async (name) => {
  const again = () => open(name);
  const database = await again()
    .catch(again)
    .catch((error: { name?: string } | null) => {
      if (error?.name === "VersionError") throw error;
      return answerOf(factory().deleteDatabase(name)).then(again);
    });
  // A newer SDK in another tab, or wipe(), wants it.
  database.onversionchange = () => database.close();
  return {
    read: (table) => answerOf(database.transaction(table).objectStore(table).getAll()),
    write: (table, puts, removed) =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction(table, "readwrite");
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
        const records = transaction.objectStore(table);
        for (const [key, value] of puts) records.put(value, key);
        for (const key of removed) records.delete(key);
      }),
    async wipe() {
      database.close();
      await answerOf(factory().deleteDatabase(name));
    },
  };
};

async function open(name: string): Promise<Database> {
  const request = factory().open(name, VERSION);
  request.onupgradeneeded = () => {
    const { result: database } = request;
    const tables: VaultTable[] = ["outbox", "conversations"];
    if (database.objectStoreNames.contains("conversations")) database.deleteObjectStore("conversations");
    for (const table of tables) if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
  };
  return answerOf(request);
}
