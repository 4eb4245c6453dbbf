import type { OpenVault } from "../api/store";
import type { Part, Parts } from "../delivery/parts";
import { numbered } from "../errors/error-table";
import { uidOf } from "../ports/token-uid";
import { type KeptIn, SavedConversations, type Shelf } from "./saved-conversations";
import { SavedSends } from "./saved-sends";

/** How long the vault may take before the client goes on without what is in it, ms. */
const PATIENCE_MS = 2000;

/** Opens the vault of the user who logs in, and writes to it what changed: sends once a turn, conversations less often. No write can fail a send. */
export class Keeper implements Part, Shelf {
  readonly #parts: Parts;
  readonly #open: OpenVault;
  readonly #sends: SavedSends;
  readonly #conversations: SavedConversations;
  readonly #changes = new Map<number, unknown>();
  #loaded: Promise<void> | null = null;
  vault: KeptIn | null = null;
  #failing = false;
  #over = false;

  /** How a write went: what goes wrong is told once, until something works again. */
  readonly written = (thrown?: unknown): void => {
    const ended = this.#failing || this.#over;
    this.#failing = thrown !== undefined;
    if (this.#failing && !ended) this.#parts.emitter.emit("error", numbered(4, `store: ${String(thrown)}`));
  };

  /** Keeps so many conversations, and of each so many messages. */
  constructor(parts: Parts, open: OpenVault, conversations: number, messages: number) {
    this.#parts = parts;
    this.#open = open;
    this.#sends = new SavedSends(parts, (mid, value) => this.#change(mid, value));
    this.#conversations = new SavedConversations(parts, this, conversations, messages);
  }

  prepare(token: string, guid: string): Promise<void> {
    this.#loaded ??= new Promise((resolve) => {
      const late = this.#parts.clock.after(PATIENCE_MS, () => {
        this.written("does not open");
        resolve();
      });
      this.#load(uidOf(token) || this.#parts.self.uid, guid)
        .catch(this.written)
        .then(late)
        .then(resolve);
    });
    return this.#loaded;
  }

  /** Another tab may have died meanwhile. */
  pathUp(): void {
    this.vault
      ?.read("outbox")
      .then((sends) => this.#sends.adopt(sends))
      .catch(this.written);
  }

  end(): void {
    this.#over = true;
    this.#sends.end();
  }

  async #load(uid: number, guid: string): Promise<void> {
    if (!uid) return this.written("no user in the token");
    this.#parts.self.uid = uid;
    const given = await this.#open(`oriole/${this.#parts.appId}/${uid}`);
    // Async, so that one which throws, as it must not, is one that rejects: here a throw would end the connection.
    const vault: KeptIn = {
      read: async (table, keys) => given.read(table, keys),
      write: async (table, puts, removed) => given.write(table, puts, removed),
    };
    this.vault = vault;
    const [sends] = await Promise.all([vault.read("outbox"), this.#conversations.restore(vault)]);
    if (this.#over) return;
    this.#sends.guid = guid;
    await this.#sends.adopt(sends);
    this.#flush();
    void this.#conversations.save();
  }

  #change(mid: number, value: unknown): void {
    if (this.#changes.size === 0) Promise.resolve().then(() => this.#flush());
    this.#changes.set(mid, value);
  }

  #flush(): void {
    const changes = [...this.#changes];
    if (!this.vault || changes.length === 0) return;
    this.#changes.clear();
    const puts = changes.filter(([, value]) => value);
    const removed = changes.filter(([, value]) => !value).map(([mid]) => mid);
    this.vault.write("outbox", puts, removed).then(() => this.written(), this.written);
  }
}
