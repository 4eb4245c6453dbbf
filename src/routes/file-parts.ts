/** Uploads in parts: for what is too large for one request, or for a connection that breaks (docs/files.md). */

import { z } from "zod";
import { type Operation, operation } from "../operation";
import { done, text, whole } from "../parameters";
import { abortParts, beginParts, completeParts, partsHere, putPart } from "../services/files/part-upload";
import { withBody } from "../services/files/request-body";

/** Of R2. */
const MAX_PARTS = 10_000;

const upload = { upload_id: text(2048).default("") };

export const filePartsOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/file/upload/parts",
    access: "none",
    summary: "Begin an upload in parts with the ticket of an upload URL",
    input: z.object({
      ticket: text(2048).default(""),
      name: text(1024).default(""),
      type: text(128).default(""),
      size: whole.pipe(z.int().min(1)),
    }),
    output: z.object({
      data: z.object({ upload_id: z.string(), part_bytes: z.int(), part_count: z.int(), expire: z.int() }),
    }),
    handler: async ({ env, nowMs }, { ticket, ...announced }) => ({
      data: await beginParts(env, ticket, announced, nowMs),
    }),
  }),
  operation({
    methods: ["GET"],
    path: "/file/upload/parts",
    access: "none",
    summary: "The numbers of the parts that are here, to go on after a break",
    input: z.object(upload),
    output: z.object({ data: z.array(z.int()) }),
    handler: async ({ env, nowMs }, { upload_id }) => ({ data: await partsHere(env, upload_id, nowMs) }),
  }),
  operation({
    methods: ["PUT", "POST"],
    path: "/file/upload/part",
    access: "none",
    summary: "One part, as the body; a part sent again counts as it came last",
    streamedBody: "bytes",
    input: z.object({ ...upload, part: whole.pipe(z.int().min(1).max(MAX_PARTS)) }),
    output: done,
    async handler({ env, request, nowMs }, { upload_id: uploadId, part }) {
      await withBody(request, (body) => putPart(env, { uploadId, part, body }, nowMs));
      return { data: true };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/file/upload/complete",
    access: "none",
    summary: "All parts are here: make the file readable",
    input: z.object(upload),
    output: done,
    async handler({ env, nowMs }, { upload_id }) {
      await completeParts(env, upload_id, nowMs);
      return { data: true };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/file/upload/abort",
    access: "none",
    summary: "Give an upload in parts up",
    input: z.object(upload),
    output: done,
    async handler({ env, nowMs }, { upload_id }) {
      await abortParts(env, upload_id, nowMs);
      return { data: true };
    },
  }),
];
