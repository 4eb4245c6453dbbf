/** Downloads, and what else can be done with a file's URL (docs/files.md). */

import { z } from "zod";
import { OrioleError } from "../../protocol/errors";
import { type Callers, download, type Operation, operation } from "../operation";
import { done, oneOf, text, whole } from "../parameters";
import { readFileSign, signedFile } from "../services/files/file-sign";
import { isAvatar } from "../services/files/kinds";
import { removeFile } from "../services/files/removal";
import { requireReader, requireUserReads } from "../services/files/rights";
import { IMAGE_TYPE, serveFile } from "../services/files/serve";
import { readTicket, signTicket } from "../services/files/ticket";
import { publicOrigin } from "../services/public-origin";
import { findFile } from "../store/files";

const MAX_OPEN_S = 24 * 3600;

const imageType = oneOf(Object.values(IMAGE_TYPE));

/** Documented as a decimal number; 0 is the same as none. */
const edge = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,6}(\.\d{1,6})?$/)
      .transform(Number),
  ])
  .pipe(z.number().min(0))
  .transform((value) => value || undefined);

/** Other parameters that clients send (source, thumbnail_strategy, store_token, sdk_sign) change nothing here. */
const wish = {
  image_type: imageType.optional(),
  /** How one client spells it. */
  imgage_type: imageType.optional(),
  /** The box that a thumbnail fits into, px. */
  w: edge.optional(),
  h: edge.optional(),
};

const wished = z.object(wish);

function wishOf({ image_type, imgage_type, w, h }: z.output<typeof wished>) {
  return { w, h, imageType: image_type ?? imgage_type ?? IMAGE_TYPE.original };
}

/** The file behind a sign, for who may read it. */
async function readable(caller: Callers["holder"], sign: string) {
  const file = await signedFile(caller.env.DB, caller.app, readFileSign(sign));
  await requireReader(caller, file);
  return file;
}

export const fileDownloadOperations: Operation[] = [
  download({
    path: "/file/download/chat",
    access: "holder",
    summary: "A file of a conversation, or one that a group shares",
    input: z.object({ file_sign: text(256), format: text(16).optional(), ...wish }),
    async handler(caller, { file_sign, ...input }) {
      return serveFile(caller.env, caller.request, await readable(caller, file_sign), wishOf(input));
    },
  }),
  download({
    path: "/file/download/avatar",
    access: "holder",
    summary: "The avatar of a user or a group",
    input: z.object({ object_name: text(256), ...wish }),
    async handler(caller, { object_name, ...input }) {
      const file = await readable(caller, object_name);
      if (!isAvatar(file.kind)) throw new OrioleError("InvalidFileDownloadUrl", "not an avatar");
      return serveFile(caller.env, caller.request, file, wishOf(input));
    },
  }),
  operation({
    methods: ["GET"],
    path: "/file/download/url",
    access: "holder",
    summary: "A URL that anybody may read the file by, for a while: for players and pages that send no token",
    input: z.object({
      file_sign: text(256),
      expire_seconds: whole.pipe(z.int().min(1).max(MAX_OPEN_S)).default(3600),
    }),
    output: z.object({ data: z.object({ url: z.string(), expire: z.int() }) }),
    async handler(caller, { file_sign, expire_seconds }) {
      const { id } = await readable(caller, file_sign);
      const expire = caller.nowMs + expire_seconds * 1000;
      const ticket = { app: caller.app.id, id, giver: caller.uid };
      const url = new URL("/file/download/open", publicOrigin(caller.request));
      url.searchParams.set("ticket", await signTicket(caller.app, "read", ticket, expire));
      return { data: { url: url.href, expire } };
    },
  }),
  download({
    path: "/file/download/open",
    access: "none",
    summary: "A file by a URL of /file/download/url",
    input: z.object({ ticket: text(2048).default(""), ...wish }),
    async handler({ env, request, nowMs }, { ticket, ...input }) {
      const { app, ticket: opened } = await readTicket(env.DB, "read", ticket, nowMs, "InvalidFileDownloadUrl");
      const file = await findFile(env.DB, app.id, opened.id);
      if (!file) throw new OrioleError("NotFound");
      if (opened.giver !== null) await requireUserReads(env, app.id, opened.giver, file);
      return serveFile(env, request, file, wishOf(input));
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/file/delete",
    access: "holder",
    summary: "Delete a file; its uploader may, and the app",
    input: z.object({ file_sign: text(256) }),
    output: done,
    async handler(caller, { file_sign }) {
      const { env, app, uid } = caller;
      const file = await signedFile(env.DB, app, readFileSign(file_sign));
      if (uid === null) await requireReader(caller, file);
      else if (uid !== file.uploader) throw new OrioleError("UserPermissionDenied");
      await removeFile(env, app.id, file);
      return { data: true };
    },
  }),
];
