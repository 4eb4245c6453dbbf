import type { OpenVault, Vault, VaultTable } from "../api/store";
import type { Part, Parts } from "../delivery/parts";
import { numbered } from "../errors/error-table";
import { uidOf } from "../ports/token-uid";
import { SavedConversations } from "./saved-conversations";
import { SavedSends } from "./saved-sends";

/** How long the vault may take before the client goes on without what is in it, ms. */
const PATIENCE_MS = 2000;

export interface KeeperOptions {
  readonly open: OpenVault;
  readonly conversations: number;
  readonly messages: number;
}

/** Opens the vault of the user who logs in, and writes to it what changed: one write a turn and table, none of which can fail a send. */
export class Keeper implements Part {
  readonly #parts: Parts;
  readonly #open: OpenVault;
  readonly #sends: SavedSends;
  readonly #conversations: SavedConversations;
  readonly #changes: { readonly [Table in VaultTable]: Map<number, unknown> } = {
    outbox: new Map(),
    conversations: new Map(),
  };
  #loaded: Promise<void> | null = null;
  #vault: Vault | null = null;
  #failing = false;
  #over = false;

  constructor(parts: Parts, { open, conversations, messages }: KeeperOptions) {
    this.#parts = parts;
    this.#open = open;
    this.#sends = new SavedSends(parts, (mid, value) => this.#change("outbox", mid, value));
    this.#conversations = new SavedConversations(parts, messages, conversations, (xid, value) =>
      this.#change("conversations", xid, value),
    );
  }

  prepare(token: string, guid: string): Promise<void> {
    this.#loaded ??= new Promise((resolve) => {
      const late = this.#parts.clock.after(PATIENCE_MS, () => {
        this.#failed("the vault does not open");
        resolve();
      });
      const done = () => {
        late();
        resolve();
      };
      this.#load(uidOf(token) || this.#parts.self.uid, guid).then(done, (thrown) => {
        this.#failed(thrown);
        done();
      });
    });
    return this.#loaded;
  }

  /** Another tab may have died meanwhile. */
  async pathUp(): Promise<void> {
    try {
      if (this.#vault) await this.#sends.adopt(await this.#vault.read("outbox"));
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  end(): void {
    this.#over = true;
    this.#sends.end();
  }

  async #load(uid: number, guid: string): Promise<void> {
    if (!uid) return this.#failed("the token does not tell its user");
    this.#parts.self.uid = uid;
    const vault = await this.#open(`oriole/${this.#parts.appId}/${uid}`);
    const [conversations, sends] = await Promise.all([vault.read("conversations"), vault.read("outbox")]);
    if (this.#over) return;
    this.#vault = vault;
    // Too late once the server has told where the conversations stand.
    if (this.#parts.inbox.state.at !== "online") this.#conversations.restore(conversations);
    await this.#sends.begin(guid, sends);
    this.#flush("outbox");
  }

  #change(table: VaultTable, key: number, value: unknown): void {
    const changes = this.#changes[table];
    if (changes.size === 0) Promise.resolve().then(() => this.#flush(table));
    changes.set(key, value);
  }

  #flush(table: VaultTable): void {
    const changes = [...this.#changes[table]];
    if (!this.#vault) return;
    this.#changes[table].clear();
    const puts = changes.filter(([, value]) => value !== undefined);
    const removed = changes.filter(([, value]) => value === undefined).map(([key]) => key);
    if (changes.length === 0) return;
    this.#vault.write(table, puts, removed).then(
      () => {
        this.#failing = false;
      },
      (thrown: unknown) => this.#failed(thrown),
    );
  }

  /** Told once until something works again. */
  #failed(thrown: unknown): void {
    if (!this.#failing && !this.#over) this.#parts.emitter.emit("error", numbered(4, `store: ${String(thrown)}`));
    this.#failing = true;
  }
}
