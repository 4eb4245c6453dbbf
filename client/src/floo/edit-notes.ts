import type { Edit } from "../index";
import { parseObject } from "./big-json";
import type { Message } from "./shapes";

/** Messages whose last edit is remembered. */
const MOST = 1000;

type Note = Pick<Message, "appendedContent" | "appendConfig" | "appendExt" | "replaceConfig" | "replaceExt">;

/** What the last edit of a message said: Floo apps find it on the message. */
export class EditNotes {
  readonly #notes = new Map<number, Note>();

  add(mid: number, { append, content, config, ext }: Edit): void {
    const parsed = config && parseObject(config);
    const note: Note = append
      ? { appendedContent: content, ...(parsed && { appendConfig: parsed }), ...(ext && { appendExt: ext }) }
      : { ...(parsed && { replaceConfig: parsed }), ...(ext && { replaceExt: ext }) };
    this.#notes.delete(mid);
    this.#notes.set(mid, note);
    if (this.#notes.size > MOST) for (const oldest of this.#notes.keys()) return void this.#notes.delete(oldest);
  }

  of(mid: number): Note | undefined {
    return this.#notes.get(mid);
  }
}
