/** Aho–Corasick over UTF-16 units: every occurrence of every word in one pass, however many words there are. */

const ROOT = 0;
const NONE = -1;
/** Larger than any unit, so that (node, unit) is one number. */
const RADIX = 0x10000;

export class WordAutomaton {
  /** child of (node, unit) */
  readonly #children = new Map<number, number>();
  /** The word that ends at a node. */
  readonly #word: number[] = [NONE];
  /** The longest other suffix of a node's text that begins a word. */
  readonly #fall: number[] = [ROOT];
  /** The nearest node on the way of falls where a word ends. */
  readonly #shorter: number[] = [NONE];

  /** Of equal words the last one is found. */
  constructor(words: readonly (readonly number[])[]) {
    for (const [index, units] of words.entries()) this.#add(units, index);
    this.#link();
  }

  /** Calls `found(word, end)` for each occurrence; `end` is the index of its last unit. Stops when that returns true. */
  scan(units: ArrayLike<number>, found: (word: number, end: number) => boolean): void {
    let node = ROOT;
    for (let at = 0; at < units.length; at++) {
      node = this.#step(node, units[at] ?? 0);
      for (let match = this.#ending(node); match !== NONE; match = this.#shorter[match] ?? NONE) {
        if (found(this.#word[match] ?? NONE, at)) return;
      }
    }
  }

  #add(units: readonly number[], index: number): void {
    let node = ROOT;
    for (const unit of units) {
      const key = node * RADIX + unit;
      let child = this.#children.get(key);
      if (child === undefined) {
        child = this.#word.length;
        this.#children.set(key, child);
        this.#word.push(NONE);
        this.#fall.push(ROOT);
        this.#shorter.push(NONE);
      }
      node = child;
    }
    if (node !== ROOT) this.#word[node] = index;
  }

  /** Level by level: a node's fall is nearer to the root than the node. */
  #link(): void {
    const children = new Map<number, [unit: number, child: number][]>();
    for (const [key, child] of this.#children) {
      const node = Math.floor(key / RADIX);
      const edge: [number, number] = [key % RADIX, child];
      const known = children.get(node);
      if (known) known.push(edge);
      else children.set(node, [edge]);
    }
    const queue = [ROOT];
    for (const node of queue) {
      for (const [unit, child] of children.get(node) ?? []) {
        const fall = node === ROOT ? ROOT : this.#step(this.#fall[node] ?? ROOT, unit);
        this.#fall[child] = fall;
        this.#shorter[child] = this.#ending(fall);
        queue.push(child);
      }
    }
  }

  #step(from: number, unit: number): number {
    for (let node = from; ; node = this.#fall[node] ?? ROOT) {
      const child = this.#children.get(node * RADIX + unit);
      if (child !== undefined) return child;
      if (node === ROOT) return ROOT;
    }
  }

  /** This node, or the nearest shorter suffix of it, where a word ends. */
  #ending(node: number): number {
    return this.#word[node] === NONE ? (this.#shorter[node] ?? NONE) : node;
  }
}
