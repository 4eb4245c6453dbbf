import type { OrioleClient } from "../api/client";
import type { FileSource, FileTransfer } from "../api/files";
import { beginParts, partsId } from "../rest/file-calls";
import { envelopeOf } from "../rest/rest";
import { persist, type Stop } from "./stop";

/** Parts under way at once. */
const LANES = 3;

export interface PartsJob {
  readonly file: FileSource;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly stop: Stop;
  readonly transfer: FileTransfer;
  progress(loaded: number): void;
}

/** [FILE-12] Sends a file in parts, each again until it is there; what is given up is told to the server. */
export async function sendParts(client: OrioleClient, address: string, ticket: string, job: PartsJob): Promise<void> {
  const { name, type, size, stop } = job;
  const upload = await beginParts(client, { ticket, name, type, size });
  const { uploadId, partBytes, partCount } = upload;
  const ending = { body: partsId(upload), anonymous: true };
  const loaded: number[] = [];
  const move = (part: number, bytes: number) => {
    loaded[part] = bytes;
    job.progress(loaded.reduce((sum, count) => sum + count, 0));
  };
  let next = 0;
  const lane = async () => {
    while (next < partCount && !stop.aborted) {
      const part = next++;
      const start = part * partBytes;
      const bytes = slice(job.file, start, Math.min(size, start + partBytes));
      await persist(stop, () => sendPart(`${address}/part?upload_id=${encodeURIComponent(uploadId)}`, part, bytes));
    }
  };
  const sendPart = async (url: string, part: number, file: FileSource) => {
    const progress = (count: number) => move(part, count);
    // Numbered from 1.
    const request = { method: "PUT", url: `${url}&part=${part + 1}`, file, progress, signal: stop } as const;
    envelopeOf(await job.transfer.send(request));
    move(part, Math.min(partBytes, size - part * partBytes));
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
    await persist(stop, () => client.request("POST", "/file/upload/complete", ending));
  } catch (thrown) {
    // The other lanes.
    stop.pull();
    client.request("POST", "/file/upload/abort", ending).catch(() => {});
    throw thrown;
  }
}

function slice(file: FileSource, start: number, end: number): FileSource {
  if ("path" in file) throw new Error("no parts");
  return "byteLength" in file ? file.subarray(start, end) : file.slice(start, end);
}
