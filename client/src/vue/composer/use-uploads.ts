import { onScopeDispose, type ShallowRef, shallowRef } from "vue";
import { fileKind } from "../../files/index";
import { ClientError, type Conversation, type OrioleClient } from "../../index";
import type { FilesPort } from "../files/files-port";
import { type FileFacts, factsOf, fileDraft } from "./file-draft";

/** A file on its way to the server; its message is sent when it is there. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  /** From 0 to 1. */
  readonly part: number;
  /** Why it stopped; null while it goes on. */
  readonly cause: unknown;
}

export interface Uploads {
  readonly list: Readonly<ShallowRef<readonly Upload[]>>;
  /** Known facts, such as the length of a recording, are not measured again. */
  add(file: File, facts?: FileFacts): void;
  retry(id: number): void;
  /** Stops one that goes on, forgets one that failed. */
  drop(id: number): void;
}

/** What failed for want of a connection goes on by itself when there is one again, as messages do. */
export function useUploads(client: OrioleClient, conversation: Conversation, files: FilesPort | null): Uploads {
  const list = shallowRef<readonly Upload[]>([]);
  const running = new Map<
    number,
    { readonly file: File; readonly facts: FileFacts | undefined; stop: AbortController }
  >();
  let ids = 0;

  const patch = (id: number, change: Partial<Upload>) => {
    list.value = list.value.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));
  };
  const forget = (id: number) => {
    running.delete(id);
    list.value = list.value.filter((upload) => upload.id !== id);
  };

  const run = async (id: number) => {
    const job = running.get(id);
    if (!job || !files) return;
    const { file, stop } = job;
    const ctype = fileKind(file.type);
    try {
      const [facts, url] = await Promise.all([
        job.facts ?? factsOf(file, ctype),
        files.upload(file, conversation, { progress: (part) => patch(id, { part }), signal: stop.signal }),
      ]);
      if (!running.has(id)) return;
      forget(id);
      // Whatever becomes of the message, it says so itself.
      conversation.send(fileDraft(file, ctype, url, facts)).catch(() => {});
    } catch (cause) {
      patch(id, { cause });
    }
  };

  const retry = (id: number) => {
    const job = running.get(id);
    if (!job) return;
    job.stop = new AbortController();
    patch(id, { part: 0, cause: null });
    void run(id);
  };
  const stopListening = client.on("state", ({ at }) => {
    if (at !== "online") return;
    for (const { id, cause } of list.value) if (cause instanceof ClientError && cause.retryable) retry(id);
  });

  onScopeDispose(() => {
    stopListening();
    for (const { stop } of running.values()) stop.abort();
    running.clear();
  });

  return {
    list,
    add(file, facts) {
      const id = ++ids;
      running.set(id, { file, facts, stop: new AbortController() });
      list.value = [...list.value, { id, name: file.name, part: 0, cause: null }];
      void run(id);
    },
    retry,
    drop(id) {
      const job = running.get(id);
      forget(id);
      job?.stop.abort();
    },
  };
}
