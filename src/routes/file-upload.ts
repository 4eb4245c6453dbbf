/** Uploads: where to upload to, the upload itself, and forwarding without one (docs/files.md). */

import { z } from "zod";
import { type Operation, operation } from "../operation";
import { done, id, text, whole } from "../parameters";
import { uploadForm } from "../services/files/form-upload";
import { forward } from "../services/files/forward";
import { KIND, requireClientKind } from "../services/files/kinds";
import { withBody } from "../services/files/request-body";
import { requireGroupEditor, writableScope } from "../services/files/rights";
import { offerUpload, uploadShape } from "../services/files/upload-url";

const offer = z.object({ data: uploadShape });

const target = { to_id: id, to_type: whole.optional() };

export const fileUploadOperations: Operation[] = [
  operation({
    methods: ["GET"],
    path: "/file/upload/chat",
    access: "holder",
    summary: "Where to upload a file for a conversation (file_type 100 to 104) or for a group's list (200 to 203)",
    input: z.object({ file_type: whole, ...target }),
    output: offer,
    async handler(caller, { file_type: kind, to_id, to_type }) {
      requireClientKind(kind);
      const scope = await writableScope(caller, kind, { id: to_id, type: to_type });
      return { data: await offerUpload(caller, { kind, scope }) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/file/upload/avatar/user",
    access: "user",
    summary: "Where to upload the caller's avatar",
    input: z.object({}),
    output: offer,
    handler: async (caller) => ({ data: await offerUpload(caller, { kind: KIND.userAvatar, scope: "" }) }),
  }),
  operation({
    methods: ["GET"],
    path: "/file/upload/avatar/group",
    access: "holder",
    summary: "Where to upload a group's avatar, for who may change it",
    input: z.object({ group_id: id }),
    output: offer,
    async handler(caller, { group_id }) {
      await requireGroupEditor(caller, group_id);
      return { data: await offerUpload(caller, { kind: KIND.groupAvatar, scope: "" }) };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/file/upload",
    access: "none",
    summary: "The upload, as a form with the file last; its URL is the permission",
    streamedBody: "form",
    input: z.object({ ticket: text(2048).default("") }),
    output: done,
    async handler({ env, request, nowMs }, { ticket }) {
      const contentType = request.headers.get("content-type") ?? "";
      await withBody(request, (body) => uploadForm(env, { ticket, contentType, body }, nowMs));
      return { data: true };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/file/upload/forward",
    access: "holder",
    summary: "A URL of the same file for somebody else; nothing is copied",
    input: z.object({ file_sign: text(256), ...target }),
    output: z.object({ data: z.string() }),
    handler: async (caller, { file_sign, to_id, to_type }) => ({
      data: await forward(caller, file_sign, { id: to_id, type: to_type }),
    }),
  }),
];
