import { onScopeDispose, type Ref, ref, type ShallowRef, shallowRef } from "vue";
import type { Conversation, Message } from "../../index";
import { useTypingSender } from "./use-typing-sender";

/** What the composer is about to do with its text. */
export type ComposerTask =
  | { readonly at: "new" }
  | { readonly at: "reply"; readonly message: Message }
  | { readonly at: "edit"; readonly message: Message };

export interface Composer {
  readonly text: Ref<string>;
  readonly task: Readonly<ShallowRef<ComposerTask>>;
  /** Members picked with @, by the name that stands in the text. */
  readonly mentioned: Map<string, number>;
  reply(message: Message): void;
  edit(message: Message): void;
  /** Back to a new message; what was being written before an edit is there again. */
  cancel(): void;
  /** Sends, or saves the edit. `failed` hears of what was refused before it was a message. */
  submit(failed: (cause: unknown) => void): void;
  typed(): void;
  stopped(): void;
}

/** Stands for everybody in a mention. */
export const EVERYBODY = 0;

/** The writing of one conversation: its text, what it answers or changes, and that others hear of it. */
export function useComposer(
  conversation: Conversation,
  drafts: Map<number, string>,
  quoted: (m: Message) => string,
): Composer {
  const text = ref(drafts.get(conversation.xid) ?? "");
  const task = shallowRef<ComposerTask>({ at: "new" });
  const mentioned = new Map<string, number>();
  const { typed, stopped } = useTypingSender(conversation);
  /** What was being written before an edit began. */
  let draft = "";
  onScopeDispose(() => {
    const left = task.value.at === "edit" ? draft : text.value;
    if (left.trim() === "") drafts.delete(conversation.xid);
    else drafts.set(conversation.xid, left);
  });

  const become = (next: ComposerTask) => {
    if (task.value.at !== "edit" && next.at === "edit") draft = text.value;
    if (next.at === "edit") text.value = next.message.content;
    else if (task.value.at === "edit") text.value = draft;
    task.value = next;
  };

  const send = (written: string, failed: (cause: unknown) => void) => {
    const current = task.value;
    const ext =
      current.at === "reply"
        ? { ext: { reply: { mid: current.message.mid, from: current.message.from, text: quoted(current.message) } } }
        : {};
    const picked = [...mentioned].filter(([name]) => written.includes(`@${name}`)).map(([, uid]) => uid);
    const config =
      picked.length > 0
        ? { config: { mentionList: picked.filter((uid) => uid !== EVERYBODY), mentionAll: picked.includes(EVERYBODY) } }
        : {};
    const sending = conversation.send({ content: written, ...ext, ...config });
    text.value = "";
    become({ at: "new" });
    mentioned.clear();
    sending.catch((cause: unknown) => {
      // A message that failed says so itself; this one was refused before it was one.
      if (conversation.messages().some(({ id }) => id === sending.id)) return;
      failed(cause);
      if (text.value === "") text.value = written;
    });
  };

  return {
    text,
    task,
    mentioned,
    typed,
    stopped,
    reply: (message) => become({ at: "reply", message }),
    edit: (message) => become({ at: "edit", message }),
    cancel: () => become({ at: "new" }),
    submit(failed) {
      const written = text.value.trim();
      if (written === "") return;
      stopped();
      const current = task.value;
      if (current.at !== "edit") return send(written, failed);
      become({ at: "new" });
      if (written !== current.message.content) conversation.edit(current.message.mid, written).catch(failed);
    },
  };
}
