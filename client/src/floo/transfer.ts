/** Files over HTTP, with the host's own means. */

import type { Refusal } from "./shapes";

/** A Blob or File of the host. */
export interface FileBody {
  readonly size: number;
  readonly type: string;
}

export interface UploadProgress {
  loaded: number;
  total: number;
}

interface Upload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Go before the file. */
  readonly fields: Readonly<Record<string, string>>;
  readonly file: FileBody;
  processCallback?(progress: UploadProgress): void;
}

interface Form {
  append(name: string, value: string | FileBody): void;
}

interface Request {
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: Form): void;
  readonly upload: { onprogress: ((progress: UploadProgress) => void) | null };
  readonly status: number;
  readonly responseText: string;
  onload: (() => void) | null;
  onerror: (() => void) | null;
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
  json(): Promise<unknown>;
  clone(): Answer;
  blob(): Promise<FileBody>;
}

interface Host {
  FormData: new () => Form;
  XMLHttpRequest?: new () => Request;
  fetch(url: string, init?: { method: string; headers: Readonly<Record<string, string>>; body: Form }): Promise<Answer>;
}

const host = () => globalThis as unknown as Host;

/** Posts a file as a form; rejects unless the server says that it has it. */
export async function postFile(upload: Upload): Promise<void> {
  const { url, headers, fields, file, processCallback: progress } = upload;
  const { FormData, XMLHttpRequest, fetch } = host();
  const form = new FormData();
  for (const name in fields) form.append(name, fields[name] ?? "");
  form.append("file", file);
  // Only XMLHttpRequest tells how far an upload is.
  const answer = XMLHttpRequest
    ? await postWithProgress(new XMLHttpRequest(), upload, form)
    : await (await fetch(url, { method: "POST", headers, body: form })).text();
  if (!XMLHttpRequest) progress?.({ loaded: file.size, total: file.size });
  accept(url, answer);
}

function postWithProgress(request: Request, { url, headers, processCallback }: Upload, form: Form): Promise<string> {
  return new Promise((resolve, reject) => {
    request.open("POST", url);
    for (const name in headers) request.setRequestHeader(name, headers[name] ?? "");
    request.upload.onprogress = ({ loaded, total }) => processCallback?.({ loaded, total });
    request.onload = () => resolve(request.responseText);
    request.onerror = () => reject(new Error("upload failed"));
    request.send(form);
  });
}

/** Two kinds of storage, two kinds of yes. A no is thrown as the server gave it. */
function accept(url: string, answer: string): void {
  let said: Partial<Refusal> & { data?: unknown; Status?: string } = {};
  try {
    said = JSON.parse(answer);
  } catch {}
  const { code, message, data, Status } = said;
  if (data === true || Status === "OK") return;
  throw code ? { url, code, message } : new Error(`upload refused: ${answer.slice(0, 200)}`);
}

export async function fetchFile(url: string, progress?: (progress: UploadProgress) => void): Promise<FileBody> {
  const response = await host().fetch(url);
  if (!response.ok) throw new Error(`download failed: HTTP ${response.status}`);
  // A refusal is an envelope in the place of the file.
  if (/^application\/json/.test(response.headers.get("content-type") ?? "")) {
    const { code, message } = (await response.clone().json()) as Partial<Refusal>;
    if (typeof code === "number" && code !== 200) throw { url, code, message };
  }
  const file = await response.blob();
  progress?.({ loaded: file.size, total: file.size });
  return file;
}
