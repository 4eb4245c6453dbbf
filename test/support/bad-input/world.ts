/** What bad input could change: two apps whose users have friends, groups, messages and files, and what names each of these. */

import { requestExample } from "../../../src/openapi/examples.ts";
import { jsonSchema } from "../../../src/openapi/json-schema.ts";
import type { Operation } from "../../../src/operation.ts";
import type { Api, Parameters } from "../api.ts";
import { given, pattern, SHARED, signOf, upload } from "../files.ts";
import { PlainClient } from "../plain-client.ts";
import type { TestApp, TestServer, TestUser } from "../private-server.ts";

/** Said where the subject is not, and what everything of another app is called. */
export const SECRET = "not for the subject's eyes";

/** A corner of the world: a user with a group, a conversation and files. */
export interface Household {
  app: TestApp;
  admin: Api;
  owner: TestUser;
  friend: TestUser;
  gid: number;
  /** Said by the owner to the friend, and in the group. */
  mid: number;
  groupMid: number;
  file: string;
  shared: string;
  fileId: number;
  announcementId: number;
  deviceSn: number;
  code: string;
  qrInfo: string;
  qrCode: string;
  secretId: string;
  uploadTicket: string;
  uploadId: string;
  avatar: string;
}

export interface World {
  server: TestServer;
  /** Whose calls go wrong. */
  mine: Household;
  /** Of the same app, strangers to the subject. */
  theirs: Household;
  /** Of another app. */
  far: Household;
  /** Ids that nobody has: of a user and of a group, and of a user and a group that were and are no more. */
  nobody: number;
  nothing: number;
  removed: number;
  destroyed: number;
}

export async function createWorld(server: TestServer): Promise<World> {
  const [app, other] = [await server.app("world"), await server.app("far")];
  const mine = await settle(server, app, "mine", { called: "we", said: "hello" });
  const theirs = await settle(server, app, "theirs", { called: "they", said: SECRET });
  const far = await settle(server, other, "far", { called: SECRET, said: SECRET });
  const gone = await app.user("gone");
  const destroyed = number(await done(mine.owner.api, "/group/create", { name: "gone" }), "group_id");
  await done(mine.owner.api, "/group/destroy", { group_id: destroyed });
  await done(gone.api, "/user/delete", { password: gone.password });
  return {
    server,
    mine,
    theirs,
    far,
    nobody: mine.owner.uid + 200,
    nothing: mine.gid + 200,
    removed: gone.uid,
    destroyed,
  };
}

type Words = Record<"called" | "said", string>;

async function settle(server: TestServer, app: TestApp, name: string, { called, said }: Words): Promise<Household> {
  const admin = await app.admin();
  const [owner, friend, outsider] = [await app.user(name), await app.user(`${name}_2`), await app.user(`${name}_3`)];
  await done(friend.api, "/user/nickname", { nick_name: called });
  await done(admin.with({ user_id: String(owner.uid) }), "/user/add_roster", { list: [friend.uid] });
  const deviceSn = await device(server, owner);
  const facts = { name: called, type: 0, user_list: [friend.uid] };
  const gid = number(await done(owner.api, "/group/create", facts), "group_id");
  await done(owner.api, "/group/block", { group_id: gid, user_list: [outsider.uid] });
  const announced = await done(owner.api, "/group/announcement/edit", { group_id: gid, title: said, content: said });
  const shared = await upload(owner, gid, { bytes: pattern(5), name: "a.txt" }, SHARED);
  const listed = { group_id: gid, name: "a.txt", size: 5, type: "text/plain", url: shared };
  const secret = await done(admin, "/app/webhook/secret");
  await done(admin, "/app/webhook/secret");
  const ticketOf = async () => ticketIn(given(await owner.api.get("/file/upload/chat", chat(friend.uid))).upload_url);
  const parts = await done(app.api, "/file/upload/parts", { ticket: await ticketOf(), name: "a", type: "", size: 10 });
  const place = given(await owner.api.get("/file/upload/avatar/user"));
  return {
    app,
    admin,
    owner,
    friend,
    gid,
    mid: await say(owner, 1, friend.uid, said),
    groupMid: await say(owner, 2, gid, said),
    file: await upload(owner, friend.uid, { bytes: pattern(9) }),
    shared,
    fileId: number(await done(owner.api, "/group/file/upload", listed), "file_id"),
    announcementId: number(announced, "id"),
    deviceSn,
    code: text(await done(app.api, "/app/secret_info", { secret_text: said, expire_seconds: 3600 }), "code"),
    qrInfo: text((await owner.api.get("/group/qrcode/sign", { group_id: gid })).data, "qr_info"),
    qrCode: text((await app.api.get("/app/qr_code")).data, "qr_code"),
    secretId: text(secret, "id"),
    uploadTicket: await ticketOf(),
    uploadId: text(parts, "upload_id"),
    avatar: signOf(place.download_url),
  };
}

const chat = (to_id: number) => ({ file_type: 100, to_id, to_type: 1 });

const ticketIn = (url: string): string => new URL(url).searchParams.get("ticket") ?? "";

async function device(server: TestServer, { uid, token }: TestUser): Promise<number> {
  const host = { protocol: "http", host: new URL(server.url).host };
  const client = new PlainClient({ transport: "raw", host, uid, token });
  await client.login();
  await client.close();
  return client.sn;
}

async function say(author: TestUser, type: 1 | 2, target: number, content: string): Promise<number> {
  const sent = await author.api.post("/message/send", { type, targets: [target], content_type: 0, content });
  const [mid] = sent.msg_ids ?? [];
  if (mid === undefined) throw new Error(`/message/send: ${sent.code} ${sent.message}`);
  return mid;
}

async function done(api: Api, path: string, parameters: Parameters = {}): Promise<unknown> {
  const { code, message, data } = await api.post(path, parameters);
  if (code !== 200) throw new Error(`${path}: ${code} ${message}`);
  return data;
}

function number(value: unknown, name: string): number {
  return Number(Reflect.get(Object(value), name));
}

function text(value: unknown, name: string): string {
  return String(Reflect.get(Object(value), name));
}

/** Parameters that the subject's call would do something with. */
export function goodParameters({ mine }: World, { path, input }: Operation): Parameters {
  const { owner, friend, gid, mid, groupMid } = mine;
  const users = [friend.uid];
  const named: Parameters = {
    announcement_id: mine.announcementId,
    code: mine.code,
    conversation: `g:${gid}`,
    conversation_id: friend.uid,
    deviceSn: mine.deviceSn,
    device_sn: mine.deviceSn,
    file_id: mine.fileId,
    file_list: [mine.fileId],
    file_sign: signOf(mine.file),
    from_user_id: owner.uid,
    group_id: gid,
    group_list: [gid],
    id: path.startsWith("/app/webhook") ? mine.secretId : owner.uid,
    list: users,
    msg_id: path === "/message/ack_list" ? groupMid : mid,
    new_owner: friend.uid,
    object_name: mine.avatar,
    opposite_id: friend.uid,
    qr_code: mine.qrCode,
    qr_info: mine.qrInfo,
    related_mid: mid,
    roster_id: friend.uid,
    targets: users,
    ticket: mine.uploadTicket,
    to_id: friend.uid,
    token: friend.token,
    upload_id: mine.uploadId,
    url: mine.shared,
    user_id: path === "/user/settings" ? owner.uid : friend.uid,
    user_list: users,
    username: "somebody_new",
  };
  const example = requestExample(path, jsonSchema(input, "output").properties);
  const known = Object.entries(example).map(([name, value]) => {
    const ofObjects = Array.isArray(value) && typeof value[0] === "object";
    return [name, ofObjects ? [{ ...value[0], user_id: friend.uid }] : (named[name] ?? value)];
  });
  const { user_id, ...rest } = Object.fromEntries(known);
  // Where a user is named all of its tokens are meant, and the one that is named is not looked at.
  return user_id === undefined || path === "/token/revoke" ? rest : { user_id, ...rest };
}

/** Who may make the call, and would be obeyed. */
export function callersOf({ mine }: World, { access }: Operation): Api[] {
  const { app, admin, owner } = mine;
  const delegate = admin.with({ user_id: String(owner.uid) });
  switch (access) {
    case "none":
    case "app":
      return [app.api];
    case "user":
    case "holder":
      return [owner.api, delegate];
    case "delegate":
      return [delegate];
    case "admin":
      return [admin];
    default:
      return access satisfies never;
  }
}
