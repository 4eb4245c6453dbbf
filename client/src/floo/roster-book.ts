import type { Context } from "./context";
import type { RosterItem, UserProfile } from "./shapes";

/** Users asked for in one request. */
const CHUNK = 500;

/** What the server sends where ids are listed: numbers, or objects that carry one. */
export const idsIn = (list: unknown, key: string): number[] =>
  (list as (number | Record<string, number>)[]).map((item) => Number(typeof item === "object" ? item[key] : item));

/** The friends of this user, and whoever else had to be looked up. */
export class RosterBook {
  readonly items = new Map<number, RosterItem>();
  profile: UserProfile | null = null;
  readonly #context: Context;
  #friends: number[] | null = null;
  /** Ids that nobody has. */
  readonly #nobody = new Set<number>();
  readonly #wanted = new Set<number>();

  constructor(context: Context) {
    this.#context = context;
  }

  get friends(): readonly number[] {
    return this.#friends ?? [];
  }

  async load(force = false): Promise<number[]> {
    if (force || !this.#friends) this.#friends = idsIn(await this.#context.call("GET", "/roster/list"), "user_id");
    return this.#friends.slice();
  }

  known(id: number): boolean {
    return this.items.has(id);
  }

  get(id: number): RosterItem {
    return this.items.get(id) ?? { user_id: id };
  }

  put(item: RosterItem): RosterItem {
    const merged = { ...this.items.get(item.user_id), ...item };
    this.items.set(item.user_id, merged);
    return merged;
  }

  async fetch(ids: readonly number[]): Promise<RosterItem[]> {
    const found: RosterItem[] = [];
    for (let at = 0; at < ids.length; at += CHUNK) {
      const list = ids.slice(at, at + CHUNK);
      const items = (await this.#context.call("POST", "/roster/list", { list })) as RosterItem[];
      for (const item of items) found.push(this.put(item));
      for (const id of list) if (!this.items.has(id)) this.#nobody.add(id);
    }
    return found;
  }

  /** Looks up, with whoever else is needed in this turn, somebody whom events and lists name. */
  need(id: number): void {
    if (id <= 0 || this.items.has(id) || this.#nobody.has(id)) return;
    if (this.#wanted.size === 0) Promise.resolve().then(() => this.#fetchWanted());
    this.#wanted.add(id);
  }

  add(id: number): void {
    if (this.#friends && this.#friends.indexOf(id) < 0) this.#friends.push(id);
    // Not as it was before they were friends.
    this.items.delete(id);
    this.#nobody.delete(id);
    this.need(id);
  }

  remove(id: number): void {
    this.#friends = this.#friends?.filter((friend) => friend !== id) ?? null;
    const item = this.items.get(id);
    if (item) this.items.set(id, { ...item, relation: 1 });
  }

  clear(): void {
    this.items.clear();
    this.#nobody.clear();
    this.#wanted.clear();
    this.#friends = null;
    this.profile = null;
  }

  async #fetchWanted(): Promise<void> {
    const ids = [...this.#wanted];
    this.#wanted.clear();
    try {
      const found = await this.fetch(ids);
      if (found.length > 0) {
        this.#context.emit(
          "onRosterInfoUpdate",
          found.map(({ user_id }) => user_id),
        );
      }
    } catch {
      // Asked for again when they are needed again.
    }
  }
}
