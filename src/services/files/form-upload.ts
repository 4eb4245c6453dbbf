/** An upload by form, as existing clients make it: whatever fields, and `file` as the last. */

import type { App } from "../../../durable-objects/access/app";
import type { Env } from "../../../durable-objects/env";
import { OrioleError } from "../../../protocol/errors";
import { claimFile, completeFile, type FileRow, findFile, noteUploadId } from "../../store/files";
import { CoverIntake } from "./cover";
import { fileName } from "./file-name";
import { badForm, FORM_MARGIN_BYTES, type FormEvent, formEvents } from "./form-events";
import { Intake, type TakenFile } from "./intake";
import { isVideo, maxBytes } from "./kinds";
import { ObjectWriter } from "./object-writer";
import { coverKey, objectKey } from "./objects";
import { removeFile } from "./removal";
import { readTicket } from "./ticket";

/** Longer than this a form is not awaited, ms. */
const FORM_MS = 3600_000;

/** Resolves once the file is readable. After a refusal nothing is left of it, and its URL may be tried again. */
export async function uploadForm(
  env: Env,
  upload: { ticket: string; contentType: string; body: AsyncIterable<Uint8Array> },
  nowMs: number,
): Promise<void> {
  const { app, ticket } = await readTicket(env.DB, "upload", upload.ticket, nowMs, "ServerInvalidUploadUrl");
  const events = formEvents(upload.contentType, upload.body, maxBytes(ticket.kind, app.settings) + FORM_MARGIN_BYTES);
  const claim = { ...ticket, object: ticket.id, createdAt: nowMs, expiresAt: nowMs + FORM_MS };
  if (!(await claimFile(env.DB, claim))) throw new OrioleError("ServerInvalidUploadUrl", "upload URL used already");
  try {
    const facts = await receive(env, app, ticket, events);
    if (!(await completeFile(env.DB, app.id, ticket.id, facts))) throw new OrioleError("ServerInvalidUploadUrl");
  } catch (error) {
    const file = await findFile(env.DB, app.id, ticket.id);
    if (file) await removeFile(env, app.id, file);
    throw error;
  }
}

type Received = TakenFile & Pick<FileRow, "name" | "cover">;

async function receive(
  env: Env,
  app: App,
  { id, kind }: Pick<FileRow, "id" | "kind">,
  events: AsyncIterable<FormEvent>,
): Promise<Received> {
  const writer = new ObjectWriter(env.FILES, objectKey(app.id, id), (uploadId) =>
    noteUploadId(env.DB, app.id, id, uploadId),
  );
  let current: Intake | CoverIntake | null = null;
  let taken: TakenFile | null = null;
  let name = "";
  let cover = false;
  for await (const event of events) {
    switch (event.is) {
      case "begin":
        if (event.field === "file" && taken) throw badForm("more than one file");
        current = null;
        if (event.field === "file") {
          name = fileName(event.name);
          current = new Intake(writer, kind, app.settings, event.type);
        } else if (event.field === "cover" && isVideo(kind)) {
          current = new CoverIntake(event.type);
        }
        break;
      case "bytes":
        await current?.write(event.bytes);
        break;
      case "end":
        if (current instanceof Intake) taken = await current.close();
        else if (current) {
          await current.close(env.FILES, coverKey(app.id, id));
          cover = true;
        }
        break;
      default:
        event satisfies never;
    }
  }
  if (!taken) throw badForm("no field named file");
  return { ...taken, name, cover };
}
