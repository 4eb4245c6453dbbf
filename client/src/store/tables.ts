import type { VaultTable } from "../api/store";

export const TABLES: readonly VaultTable[] = ["outbox", "list", "conversations"];
