/** Files as existing apps move them: to any storage that takes a form, from any address. */

import { type FileBlob, webTransfer } from "../files/index";
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

/** Posts a file as a form; rejects unless the server says that it has it. */
export async function postFile({ processCallback, ...upload }: Upload): Promise<void> {
  const file = upload.file as FileBlob;
  const progress = (loaded: number) => processCallback?.({ loaded, total: file.size });
  const { body } = await webTransfer.send({ ...upload, file, method: "POST", progress });
  accept(upload.url, body);
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

interface Host {
  Blob: new (parts: readonly unknown[], options: { type: string }) => FileBody & { text(): Promise<string> };
}

export async function fetchFile(url: string, report?: (progress: UploadProgress) => void): Promise<FileBody> {
  const chunks: Uint8Array[] = [];
  const { status, type } = await webTransfer.receive({
    url,
    range: "",
    progress: (loaded, total) => report?.({ loaded, total }),
    chunk: (bytes) => void chunks.push(bytes),
  });
  if (status >= 400) throw new Error(`download failed: HTTP ${status}`);
  const file = new (globalThis as unknown as Host).Blob(chunks, { type });
  // A refusal is an envelope in the place of the file.
  if (/^application\/json/.test(type)) {
    const { code, message } = JSON.parse(await file.text()) as Partial<Refusal>;
    if (typeof code === "number" && code !== 200) throw { url, code, message };
  }
  return file;
}
