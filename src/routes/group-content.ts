/** What a group has to show beside its messages: announcements and shared files. */

import { z } from "zod";
import type { FileResult } from "../../durable-objects/group-rpc";
import { errors } from "../../protocol/errors";
import { type Operation, operation } from "../operation";
import { done, id, ids, text, whole } from "../parameters";
import { fileOfGroup, removeUnlisted } from "../services/files/group-files";
import { GroupHandle, requireMembership } from "../services/group-object";
import { announcementShape, announcementView, sharedFileShape, sharedFileView } from "../services/group-shape";

const MAX_FILES_AT_ONCE = 1000;

const fileOutcome = z.object({ file_id: z.int(), result: z.enum(["success", "fail"]), reason: z.string() });

function outcomeOf({ id: file_id, error }: FileResult): z.infer<typeof fileOutcome> {
  return error
    ? { file_id, result: "fail", reason: errors[error].meaning }
    : { file_id, result: "success", reason: "" };
}

const size = whole.pipe(z.int().min(0));

export const groupContentOperations: Operation[] = [
  operation({
    methods: ["POST"],
    path: "/group/announcement/edit",
    access: "holder",
    summary: "Announce something; earlier announcements stay in the list",
    input: z.object({ group_id: id, title: text(256), content: text(8192) }),
    output: z.object({ data: announcementShape }),
    async handler(caller, { group_id, title, content }) {
      const group = new GroupHandle(caller, group_id);
      const announced = await group.change("announce", { by: group.by, title, content });
      return { data: announcementView(group_id, announced) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/announcement/list",
    access: "holder",
    summary: "Announcements, newest first",
    input: z.object({ group_id: id }),
    output: z.object({ data: z.array(announcementShape) }),
    async handler(caller, { group_id }) {
      const group = new GroupHandle(caller, group_id);
      const announcements = await group.read("announcements", { by: group.by });
      return { data: announcements.map((each) => announcementView(group_id, each)) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/announcement/last",
    access: "holder",
    summary: "The newest announcement",
    input: z.object({ group_id: id }),
    output: z.object({ data: announcementShape }),
    async handler(caller, { group_id }) {
      const group = new GroupHandle(caller, group_id);
      return { data: announcementView(group_id, await group.read("announcement", { by: group.by, id: "last" })) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/announcement",
    access: "holder",
    summary: "One announcement",
    input: z.object({ group_id: id, announcement_id: id }),
    output: z.object({ data: announcementShape }),
    async handler(caller, { group_id, announcement_id }) {
      const group = new GroupHandle(caller, group_id);
      const found = await group.read("announcement", { by: group.by, id: announcement_id });
      return { data: announcementView(group_id, found) };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/group/announcement/delete",
    access: "holder",
    summary: "Withdraw an announcement",
    input: z.object({ group_id: id, announcement_id: id }),
    output: z.object({ data: z.object({}) }),
    async handler(caller, { group_id, announcement_id }) {
      const group = new GroupHandle(caller, group_id);
      await group.change("deleteAnnouncement", { by: group.by, id: announcement_id });
      return { data: {} };
    },
  }),
  operation({
    methods: ["POST"],
    path: "/group/file/upload",
    access: "holder",
    summary: "List a file that was uploaded among those that members share",
    input: z.object({
      group_id: id,
      name: text(256).min(1),
      size,
      type: text(128).default(""),
      url: text(2048).min(1),
    }),
    output: z.object({ data: sharedFileShape }),
    async handler(caller, { group_id, ...said }) {
      const group = new GroupHandle(caller, group_id);
      await requireMembership(group);
      const { size } = await fileOfGroup(caller, group_id, said.url);
      const file = { ...said, size };
      return { data: sharedFileView(group_id, await group.change("shareFile", { by: group.by, ...file })) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/file/list",
    access: "holder",
    summary: "Shared files, newest first",
    input: z.object({ group_id: id }),
    output: z.object({ data: z.array(sharedFileShape) }),
    async handler(caller, { group_id }) {
      const group = new GroupHandle(caller, group_id);
      const files = await group.read("files", { by: group.by });
      return { data: files.map((file) => sharedFileView(group_id, file)) };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/group/file",
    access: "holder",
    summary: "One shared file",
    input: z.object({ group_id: id, file_id: id }),
    output: z.object({ data: sharedFileShape }),
    async handler(caller, { group_id, file_id }) {
      const group = new GroupHandle(caller, group_id);
      return { data: sharedFileView(group_id, await group.read("file", { by: group.by, id: file_id })) };
    },
  }),
  operation({
    methods: ["POST", "PUT"],
    path: "/group/file/update_name",
    access: "holder",
    summary: "Rename a shared file",
    input: z.object({ group_id: id, file_id: id, name: text(256).min(1) }),
    output: done,
    async handler(caller, { group_id, file_id, name }) {
      const group = new GroupHandle(caller, group_id);
      return { data: await group.change("renameFile", { by: group.by, id: file_id, name }) };
    },
  }),
  operation({
    methods: ["POST", "DELETE"],
    path: "/group/file/delete",
    access: "holder",
    summary: "Take files off the list and delete them; the outcome is told for each",
    input: z.object({ group_id: id, file_list: ids(MAX_FILES_AT_ONCE, 1) }),
    output: z.object({ data: z.array(fileOutcome) }),
    async handler(caller, { group_id, file_list }) {
      const group = new GroupHandle(caller, group_id);
      const results = await group.change("deleteFiles", { by: group.by, ids: file_list });
      await removeUnlisted(
        caller,
        group_id,
        results.flatMap(({ url }) => (url === undefined ? [] : [url])),
      );
      return { data: results.map(outcomeOf) };
    },
  }),
];
