import type { OrioleClient } from "../api/client";
import type { FileSource, FileTransfer, SendRequest, UploadedFile, UploadOptions, UploadTo } from "../api/files";
import { webTransfer } from "../ports/web-transfer";
import { offerFor } from "../rest/file-calls";
import { envelopeOf } from "../rest/rest";
import { fileKind, fileType } from "./kind";
import { sendParts } from "./parts";
import { tell } from "./progress";
import { Stop } from "./stop";

const PARTS_OVER = 8 * 1024 * 1024;

/**
 * Uploads a file and resolves once it is readable. A large one goes in parts, three at a time, and a part that fails is sent
 * again; a small one goes as one request. Rejects with a ClientError: FileTooLarge, InvalidFileObjectType,
 * ServerNotReachable, UserCancel, or why nothing may be sent there.
 */
export async function uploadFile(
  client: OrioleClient,
  file: FileSource,
  to: UploadTo,
  options: UploadOptions = {},
): Promise<UploadedFile> {
  const { transfer = webTransfer, progress, partsOver = PARTS_OVER, cover } = options;
  const about = aboutOf(file, options);
  const { name, type, size } = about;
  const stop = new Stop(options.signal);
  try {
    stop.check();
    const { uploadUrl, url } = await offerFor(client, to, fileType(about.kind));
    stop.check();
    const [address = "", ticket] = uploadUrl.split("?ticket=");
    const job = {
      file,
      name,
      type,
      size,
      stop,
      transfer,
      progress: (loaded: number) => tell(progress, { loaded, total: size }),
    };
    if (ticket && inParts(file, size, transfer, cover ? Number.POSITIVE_INFINITY : partsOver)) {
      await sendParts(client, address, decodeURIComponent(ticket), job);
    } else {
      const fields: SendRequest["fields"] = cover ? { cover } : {};
      envelopeOf(await transfer.send({ ...job, method: "POST", url: uploadUrl, fields, signal: stop }));
    }
    return { url, ...about };
  } catch (thrown) {
    throw stop.causeOf(thrown);
  } finally {
    stop.end();
  }
}

/** What a host knows by path alone cannot be taken apart; what has no form has no other way. */
function inParts(file: FileSource, size: number, { forms }: FileTransfer, partsOver: number): boolean {
  return !("path" in file) && size > 0 && (size > partsOver || !forms);
}

function aboutOf(file: FileSource, options: UploadOptions): Omit<UploadedFile, "url"> {
  const own = "byteLength" in file ? { size: file.byteLength } : { size: file.size ?? 0, ...namesOf(file) };
  const type = options.type ?? own.type ?? "";
  const name = options.name ?? own.name ?? "file";
  return { name, type, size: own.size, kind: options.kind ?? fileKind(type) };
}

const namesOf = ({
  name,
  type,
}: {
  readonly name?: string;
  readonly type?: string;
}): { name?: string; type?: string } => ({
  ...(name !== undefined && { name }),
  ...(type !== undefined && { type }),
});
