/** A multipart/form-data body as it comes in: which field begins, its bytes, its end. Nothing is kept. */

import { type MultipartError, make, type PartInfo } from "multipasta";
import { OrioleError } from "../../../protocol/errors";

export type FormEvent =
  | { is: "begin"; field: string; name: string; type: string }
  | { is: "bytes"; bytes: Uint8Array }
  | { is: "end" };

/** Clients of object stores send a handful of signed fields before the file. */
const MAX_FIELDS = 32; /** Room of a body beside its file: fields, and a cover. */
export const FORM_MARGIN_BYTES = 2 * 1024 * 1024;

/** Bad forms end in InvalidRequestParameter, ones of more than `maxBytes` in FileTooLarge. */
export async function* formEvents(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<FormEvent> {
  if (!contentType.toLowerCase().startsWith("multipart/form-data")) throw badForm("not multipart/form-data");
  const form = new FormParser(contentType, maxBytes);
  for await (const chunk of body) yield* form.write(chunk);
  yield* form.end();
}

/** The parser calls back while it is written to; what it said is handed out afterwards, so that storing can hold up reading. */
class FormParser {
  readonly #events: FormEvent[] = [];
  readonly #parser: ReturnType<typeof make>;
  #refusal: OrioleError | null = null;
  #done = false;

  constructor(contentType: string, maxBytes: number) {
    this.#parser = this.#guarded(() =>
      make({
        headers: { "content-type": contentType },
        maxParts: MAX_FIELDS,
        maxTotalSize: maxBytes,
        // Plain fields go the same way as files, and are passed over there.
        isFile: () => true,
        onField: () => {},
        onFile: (info) => {
          this.#events.push({ is: "begin", ...named(info), type: info.contentType });
          return (bytes) => this.#events.push(bytes ? { is: "bytes", bytes } : { is: "end" });
        },
        onError: (error) => {
          this.#refusal ??= refusalOf(error);
        },
        onDone: () => {
          this.#done = true;
        },
      }),
    );
    this.#requireGood();
  }

  write(chunk: Uint8Array): FormEvent[] {
    // After the last boundary nothing has a meaning.
    if (this.#done) return [];
    this.#guarded(() => this.#parser.write(chunk));
    return this.#said();
  }

  end(): FormEvent[] {
    if (!this.#done) throw badForm("the form breaks off");
    return this.#said();
  }

  #said(): FormEvent[] {
    this.#requireGood();
    return this.#events.splice(0);
  }

  #requireGood(): void {
    if (this.#refusal) throw this.#refusal;
  }

  /** It throws at some malformed headers. */
  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch {
      throw badForm("malformed form");
    }
  }
}

/** The parser reads no name outside of Latin-1, which browsers send as they are: those are read from the header. */
function named({ name, filename, headers }: PartInfo): { field: string; name: string } {
  const disposition = String(headers["content-disposition"] ?? "");
  const [, said = ""] = /;\s*filename="([^"]*)"/i.exec(disposition) ?? [];
  const [, field = ""] = /;\s*name="?([^";]*)/i.exec(disposition) ?? [];
  return { field: name || field, name: (filename ?? said).replaceAll("%22", '"') };
}

function refusalOf(error: MultipartError): OrioleError {
  if (error._tag !== "ReachedLimit") return badForm("malformed form");
  return error.limit === "MaxTotalSize" ? new OrioleError("FileTooLarge") : badForm("too many fields");
}

export function badForm(reason: string): OrioleError {
  return new OrioleError("InvalidRequestParameter", `invalid request parameter: ${reason}`);
}
