/**
 * Writes src/generated/schema.ts: the part of protocol/proto that the client speaks, as one line of text per message
 * and as types. protobufjs itself would be three times the client's whole budget.
 */
import { readFileSync, writeFileSync } from "node:fs";
import protobuf from "protobufjs";

/** Messages the client reads or writes; a list keeps only those fields. */
const wanted = {
  Frame: ["command", "payload"],
  Status: null,
  ConversationUnread: ["xid", "head_mid", "head_seq", "head_time", "read_mid", "unread", "peer_read_mid"],
  Position: null,
  UnreadUL: null,
  UnreadDL: ["unread"],
  SyncUL: ["xid", "key", "meta", "is_full_sync", "full_sync_num", "metas", "limit"],
  SyncDL: null,
  Ack: null,
  Provision: ["status", "xid"],
  Meta: null,
  XID: null,
  MessageOperation: null,
  MessageBody: "type content ctype operation config attachment ext qos is_system priority status edit_timestamp".split(
    " ",
  ),
  Conversation: null,
  ConversationOperation: null,
};
/** What the feature `notices` adds. */
const wantedNotices = { GroupNotice: null, RosterNotice: ["type", "from", "to", "content"], UserNotice: null };

const scalars = {
  uint32: ["v", "number"],
  uint64: ["v", "number"],
  sint32: ["z", "number"],
  bool: ["b", "boolean"],
  string: ["s", "string"],
  bytes: ["y", "Uint8Array"],
};

const dir = new URL("../../protocol/proto/", import.meta.url);
const root = new protobuf.Root();
const files = "xsync messagebody groupnotice rosternotice usernotice conversation".split(" ");
// Imports are left out: every file is read here anyway, and the path of an import means nothing to a string.
for (const file of files) {
  const text = readFileSync(new URL(`${file}.proto`, dir), "utf8").replace(/^import .*$/gm, "");
  protobuf.parse(text, root, { keepCase: true });
}
root.resolveAll();

/** The lines of a table, and of the interface of what it decodes to. */
function described(messages) {
  const table = [];
  const types = [];
  for (const [name, only] of Object.entries(messages)) describe(name, only, table, types);
  return { table: table.join("\n"), types: types.join("\n") };
}

function describe(name, only, table, types) {
  const message = root.lookupType(`im.floo.protobuf.${name}`);
  const fields = message.fieldsArray.filter((field) => !only || only.includes(field.name));
  const specs = [];
  const members = [];
  for (const field of fields) {
    const [kind, type] =
      scalars[field.type] ??
      (field.resolvedType instanceof protobuf.Enum ? ["v", "number"] : [field.type, `Wire["${field.type}"]`]);
    if (kind === field.type && !(kind in wanted)) throw new Error(`${name}.${field.name}: ${kind} is not in the list`);
    specs.push(`${field.name}${field.id}${kind}${field.repeated ? "*" : ""}`);
    const optional = kind === field.type && !field.repeated;
    members.push(`    ${field.name}: ${type}${field.repeated ? "[]" : ""}${optional ? " | undefined" : ""};`);
  }
  table.push(`  ${name}: "${specs.join(" ")}",`);
  types.push(`  ${name}: {\n${members.join("\n")}\n  };`);
}

const names = (path) =>
  Object.values(root.lookupEnum(`im.floo.protobuf.${path}`).valuesById)
    .join(" ")
    .toLowerCase();
const write = (file, text) => writeFileSync(new URL(`../src/generated/${file}.ts`, import.meta.url), text);
const header = "/** Made by scripts/generate-schema.mjs from protocol/proto: never edit. */";

const core = described(wanted);
write(
  "schema",
  `${header}

/** Decoded messages: absent scalars are their zero, absent sub-messages undefined. */
export interface Wire {
${core.types}
}

/**
 * Fields as name, number, kind and * when repeated. Kinds: v varint, z zigzag varint, b bool, s string, y bytes, or the
 * name of a message.
 */
export const schema: { readonly [Name in keyof Wire]: string } = {
${core.table}
};
`,
);

const notices = described(wantedNotices);
write(
  "notices",
  `${header}
import type { Wire } from "./schema";

export interface NoticeWire {
${notices.types}
}

export const noticeSchema: { readonly [Name in keyof NoticeWire]: string } = {
${notices.table}
};

/** Names of notice types by number; in lower case, as the text around them, which packs better. */
export const groupNotices = "${names("GroupNotice.Type")}";
export const rosterNotices = "${names("RosterNotice.Type")}";
export const userNotices = "${names("UserNotice.Type")}";
`,
);
