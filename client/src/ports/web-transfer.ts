import type {
  CancelSignal,
  FileBlob,
  FileSource,
  FileTransfer,
  ReceiveAnswer,
  ReceiveRequest,
  SendRequest,
  TransferAnswer,
} from "../api/files";

/** A transfer that moves nothing for so long is over, ms: connections may die without a word. */
const STALL_MS = 60_000;
/** The same where the host does not tell what moves. */
const BLIND_MS = 300_000;

/** As much of the host as is used; typed here because the SDK knows of no DOM. */
interface Form {
  append(field: string, value: string | FileBlob, ...name: string[]): void;
}
interface HostRequest {
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: Form | FileBlob): void;
  abort(): void;
  readonly upload: { onprogress: ((event: { readonly loaded: number }) => void) | null };
  readonly status: number;
  readonly responseText: string;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
}
interface HostResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  readonly body: {
    getReader(): { read(): Promise<{ readonly value?: Uint8Array<ArrayBuffer> }> };
  } | null;
  text(): Promise<string>;
}
interface Init {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Form | FileBlob;
  readonly signal: unknown;
}
interface Host {
  readonly Blob: new (parts: readonly unknown[], options: { type: string }) => FileBlob;
  readonly FormData: new () => Form;
  readonly XMLHttpRequest?: new () => HostRequest;
  readonly AbortController: new () => { readonly signal: unknown; abort(): void };
  fetch(url: string, init: Init): Promise<HostResponse>;
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

const host = (): Host => globalThis as unknown as Host;

/** Files by XMLHttpRequest, which alone tells how much has left, or by fetch, in Node and wherever else there is no other. */
export const webTransfer: FileTransfer = {
  forms: true,
  send(request) {
    const { XMLHttpRequest } = host();
    return XMLHttpRequest ? sendByRequest(new XMLHttpRequest(), request) : sendByFetch(request);
  },
  receive,
};

function bodyOf({ file, fields, name, type = "" }: SendRequest): Form | FileBlob {
  const blob = blobOf(file, type);
  if (!fields) return blob;
  const form = new (host().FormData)();
  for (const field in fields) form.append(field, fields[field] ?? "");
  // An undefined name would be one.
  form.append("file", blob, ...(name ? [name] : []));
  return form;
}

function blobOf(file: FileSource, type: string): FileBlob {
  if ("path" in file) throw new Error("no path");
  if ("byteLength" in file) return new (host().Blob)([file], { type });
  return file.type === type || !type ? file : file.slice(0, file.size, type);
}

/** Runs `quit` on the signal, or after silence; tells how to say that something moved and how to leave off. */
function watch(signal: CancelSignal | undefined, quit: () => void, patienceMs: number): { moved(): void; end(): void } {
  const { setTimeout, clearTimeout } = host();
  const arm = () => setTimeout(quit, patienceMs);
  let timer = arm();
  signal?.addEventListener("abort", quit);
  return {
    moved() {
      clearTimeout(timer);
      timer = arm();
    },
    end() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", quit);
    },
  };
}

function sendByRequest(request: HostRequest, sent: SendRequest): Promise<TransferAnswer> {
  const watched = watch(sent.signal, () => request.abort(), STALL_MS);
  return new Promise<TransferAnswer>((resolve, reject) => {
    request.open(sent.method, sent.url);
    for (const name in sent.headers) request.setRequestHeader(name, sent.headers[name] ?? "");
    request.upload.onprogress = ({ loaded }) => {
      watched.moved();
      // A form is a little more than its file.
      sent.progress(Math.min(loaded, sizeOf(sent.file)));
    };
    request.onload = () => resolve({ status: request.status, body: request.responseText });
    request.onerror = request.onabort = () => reject(new Error("lost on its way"));
    request.send(bodyOf(sent));
  }).finally(watched.end);
}

async function sendByFetch(sent: SendRequest): Promise<TransferAnswer> {
  const { method, url, headers = {}, signal, file } = sent;
  const init = { method, headers, body: bodyOf(sent) };
  const reply = await fetched(url, signal, init, async (response) => replyOf(response, await response.text()));
  sent.progress(sizeOf(file));
  return reply;
}

function receive({ url, range, signal, progress, chunk }: ReceiveRequest): Promise<ReceiveAnswer> {
  const headers: Record<string, string> = range ? { range } : {};
  return fetched(url, signal, { method: "GET", headers }, async (response, moved) => {
    if (!response.ok) return replyOf(response, await response.text());
    const reply = replyOf(response, "");
    const reader = response.body?.getReader();
    let loaded = 0;
    for (;;) {
      const { value } = (await reader?.read()) ?? {};
      if (!value) return reply;
      moved();
      loaded += value.length;
      await chunk(value);
      progress(loaded, reply.size);
    }
  });
}

function replyOf({ status, headers }: HostResponse, body: string): ReceiveAnswer {
  const length = /\d*$/.exec(headers.get("content-range") ?? headers.get("content-length") ?? "") ?? [];
  return { status, body, type: headers.get("content-type") ?? "", size: Number(length[0]) };
}

/** A fetch, and what is read of its answer, under the signal and the watch. */
async function fetched<Result>(
  url: string,
  signal: CancelSignal | undefined,
  init: Omit<Init, "signal">,
  read: (response: HostResponse, moved: () => void) => Promise<Result>,
): Promise<Result> {
  const { AbortController } = host();
  const control = new AbortController();
  const watched = watch(signal, () => control.abort(), init.method === "GET" ? STALL_MS : BLIND_MS);
  try {
    const response = await host().fetch(url, { ...init, signal: control.signal });
    watched.moved();
    return await read(response, watched.moved);
  } finally {
    watched.end();
  }
}

function sizeOf(file: FileSource): number {
  return "byteLength" in file ? file.byteLength : (file.size ?? 0);
}
