import type { UploadOptions } from "./files-port";

/** Why a file did not reach the server; `error` is a name of the server's table, as errors of the SDK have it. */
export class UploadError extends Error {
  readonly error: string;

  constructor(error: string, message: string) {
    super(message);
    this.error = error;
  }
}

/** Posts a file as a form. XMLHttpRequest, because fetch tells nothing of what has left so far. */
export function postForm(url: string, file: File, { progress, signal }: UploadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new UploadError("UserCancel", "the upload was stopped"));
    const form = new FormData();
    form.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.onprogress = ({ loaded, total }) => progress?.(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const refusal = refusalIn(request.status, request.responseText);
      if (refusal) reject(refusal);
      else resolve();
    };
    request.onerror = () => reject(new UploadError("ServerNotReachable", "the server could not be reached"));
    request.onabort = () => reject(new UploadError("UserCancel", "the upload was stopped"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

/** null when the envelope says that all went well. */
function refusalIn(status: number, body: string): UploadError | null {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer === "object" && answer !== null && "code" in answer) {
      if (answer.code === 200) return null;
      const message = "message" in answer ? String(answer.message) : "";
      return new UploadError("UploadFailed", message || `code ${answer.code}`);
    }
  } catch {
    // No envelope: the status is all that is known.
  }
  return new UploadError("UploadFailed", `HTTP ${status}`);
}
