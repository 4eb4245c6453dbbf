/** Files over HTTP, with the host's own means. */

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

interface Host {
  FormData: new () => Form;
  XMLHttpRequest?: new () => Request;
  fetch(
    url: string,
    init?: { method: string; headers: Readonly<Record<string, string>>; body: Form },
  ): Promise<{ ok: boolean; status: number; text(): Promise<string>; blob(): Promise<FileBody> }>;
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
  if (!accepted(answer)) throw new Error(`upload refused: ${answer.slice(0, 200)}`);
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

/** Two kinds of storage, two kinds of yes. */
function accepted(answer: string): boolean {
  try {
    const { code, data, Status } = JSON.parse(answer) as { code?: number; data?: unknown; Status?: string };
    return data === true || Status === "OK" || code === 200;
  } catch {
    return false;
  }
}

export async function fetchFile(url: string, progress?: (progress: UploadProgress) => void): Promise<FileBody> {
  const response = await host().fetch(url);
  if (!response.ok) throw new Error(`download failed: HTTP ${response.status}`);
  const file = await response.blob();
  progress?.({ loaded: file.size, total: file.size });
  return file;
}
