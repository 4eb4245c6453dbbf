import type { FileTransfer, ReceiveAnswer, ReceiveRequest, SendRequest, TransferAnswer } from "../files/index";
import type { DownloadFileAnswer, MiniProgramHost } from "./host";
import { reasonOf, request, textOf } from "./ports";
import { bufferOf } from "./task-socket";

/** Files by the host's own calls: paths as forms, bytes as requests. */
export function miniProgramTransfer(host: MiniProgramHost): FileTransfer {
  return {
    forms: false,
    send: (sent) => ("path" in sent.file ? sendPath(host, sent, sent.file.path) : sendBytes(host, sent)),
    receive: (wanted) => receive(host, wanted),
  };
}

async function sendBytes(host: MiniProgramHost, { method, url, file, progress }: SendRequest): Promise<TransferAnswer> {
  if (!("byteLength" in file)) throw new Error("no path and no bytes");
  const headers = { "content-type": "application/octet-stream" };
  const answer = await request(host, method, url, headers, bufferOf(file));
  progress(file.byteLength);
  return answer;
}

function sendPath(host: MiniProgramHost, sent: SendRequest, filePath: string): Promise<TransferAnswer> {
  return running(sent, (success, fail) => {
    if (!host.uploadFile) throw new Error("no uploadFile");
    const task = host.uploadFile({
      url: sent.url,
      filePath,
      name: "file",
      fileName: "file",
      fileType: (sent.type ?? "").split("/")[0] || "image",
      success: (answer) => success(textOf(answer)),
      fail,
    });
    task?.onProgressUpdate?.(({ totalBytesSent }) => sent.progress(totalBytesSent));
    return task;
  });
}

async function receive(host: MiniProgramHost, wanted: ReceiveRequest): Promise<ReceiveAnswer> {
  const headers: Record<string, string> = wanted.range ? { range: wanted.range } : {};
  let size = 0;
  const { statusCode = 200, ...answer } = await running<DownloadFileAnswer>(wanted, (success, fail) => {
    if (!host.downloadFile) throw new Error("no downloadFile");
    const task = host.downloadFile({ url: wanted.url, header: headers, headers, success, fail });
    task?.onProgressUpdate?.(({ totalBytesWritten, totalBytesExpectedToWrite }) => {
      size = totalBytesExpectedToWrite;
      wanted.progress(totalBytesWritten, size);
    });
    return task;
  });
  // What was refused is a file as well; asked for as text it says why.
  if (statusCode >= 300) return { ...(await request(host, "GET", wanted.url, headers)), type: "", size };
  return { status: statusCode, body: "", type: "", size, path: answer.tempFilePath ?? answer.apFilePath ?? "" };
}

/** A call of the host as a promise that the signal ends. */
function running<Answer>(
  { signal }: { readonly signal?: SendRequest["signal"] },
  start: (success: (answer: Answer) => void, fail: (problem: unknown) => void) => { abort?(): void } | undefined,
): Promise<Answer> {
  let leave = () => {};
  return new Promise<Answer>((resolve, reject) => {
    const fail = (problem: unknown) => reject(new Error(reasonOf(problem)));
    const task = start(resolve, fail);
    const stop = () => {
      task?.abort?.();
      fail(null);
    };
    signal?.addEventListener("abort", stop);
    leave = () => signal?.removeEventListener("abort", stop);
  }).finally(leave);
}
