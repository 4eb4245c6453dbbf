/** Who is logged in in this window. The token, never the password; per window, so that several users share a browser. */
export interface Account {
  readonly appId: string;
  readonly username: string;
  readonly token: string;
}

const KEY = "oriole-demo/account";

export function loadAccount(storage: Storage): Account | null {
  try {
    return accountFrom(JSON.parse(storage.getItem(KEY) ?? "null"));
  } catch {
    return null;
  }
}

export function saveAccount(storage: Storage, account: Account): void {
  storage.setItem(KEY, JSON.stringify(account));
}

export function forgetAccount(storage: Storage): void {
  storage.removeItem(KEY);
}

function accountFrom(value: unknown): Account | null {
  if (typeof value !== "object" || value === null) return null;
  const { appId, username, token } = value as Record<string, unknown>;
  if (typeof appId !== "string" || typeof username !== "string" || typeof token !== "string") return null;
  return { appId, username, token };
}
