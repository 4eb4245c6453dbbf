import { expect } from "vitest";
import api from "../floo-api.json" with { type: "json" };
import { type Cases, type Stage, unsupported } from "./stage.ts";

const sys = ({ ann }: Stage) => ann.im.sysManage;

/** sysManage, method by method. */
export const systemCases: Cases = {
  sendRosterMessage: async ({ ann, bob, scene }) => {
    const content = scene.text();
    const attachment = { url: "http://127.0.0.1/x", dName: "x.png", fLen: 5, width: 1, height: 2 };
    const mid = ann.im.sysManage.sendRosterMessage({ uid: String(bob.uid), type: "image", content, attachment });
    expect(Number.isSafeInteger(mid)).toBe(true);
    const got = await bob.hears("onRosterMessage", (message) => message.content === content);
    expect(got).toMatchObject({ type: "image", attach: attachment });
    expect(() => ann.im.sysManage.sendRosterMessage({ uid: "x", content })).toThrow("no id");
  },
  sendGroupMessage: async ({ ann, bob, gid, scene }) => {
    const content = scene.text();
    const mid = ann.im.sysManage.sendGroupMessage({ gid, content, ext: "e", priority: 2 });
    await ann.hears("onSendingMessageStatusChanged", (sent) => sent.status === "sent" && sent.mid === mid);
    const got = await bob.hears("onGroupMessage", (message) => message.content === content);
    expect(got).toMatchObject({ ext: "e", to: String(gid), toType: "group", type: "text" });
    await ann.im.groupManage.asyncUpdateEnableReadack({ group_id: gid, value: true });
    ann.im.groupManage.openGroup(gid);
    await ann.until("members", () => ann.im.groupManage.getGroupMembers(gid).length === 2);
    await ann.until("setting", () => ann.im.groupManage.getAllGroupDetail()[gid]?.read_ack === true);
    const named = await ann.saysIn(gid, scene.text());
    expect(named.config).toEqual({ groupMemberList: [bob.uid] });
    await ann.im.groupManage.asyncUpdateEnableReadack({ group_id: gid, value: false });
  },
  sendMentionMessage: async ({ ann, bob, gid, scene }) => {
    const txt = scene.text();
    const mention = { gid, txt, mentionAll: false, mentionList: [String(bob.uid)], senderNickname: "A" };
    ann.im.sysManage.sendMentionMessage({ ...mention, mentionedMessage: "m", pushMessage: "p" });
    const got = await bob.hears("onMentionMessage", ({ content }) => content === txt);
    const config = { mentionAll: false, mentionList: [bob.uid], mentionedMessage: "m", pushMessage: "p" };
    expect(got.config).toMatchObject({ ...config, senderNickname: "A" });
    expect(ann.all("onMentionMessage")).toEqual([]);
  },
  sendInputStatusMessage: async ({ ann, bob }) => {
    expect(ann.im.sysManage.sendInputStatusMessage(bob.uid, "nothing")).toBeGreaterThan(0);
    const told = await bob.hears("onInputStatusMessage", ({ ext }) => ext.includes("nothing"));
    expect(told).toMatchObject({ from: String(ann.uid), to: String(bob.uid) });
  },
  sendMessage: async ({ ann, bob, scene }) => {
    const content = scene.text();
    const frame = (payload: object) => ({ payload: { meta: { to: { uid: bob.uid }, ns: 1, payload } } });
    ann.im.sysManage.sendMessage(frame({ type: 2, ctype: 0, content, config: "", ext: "" }));
    const { id } = await bob.hears("onRosterMessage", (message) => message.content === content);
    const operation = { type: 5, mid: Number(id), xid: { uid: bob.uid } };
    ann.im.sysManage.sendMessage(frame({ type: 1, operation }));
    await bob.hears("onMessageRecalled", ({ mid }) => mid === id);
    expect(() => ann.im.sysManage.sendMessage({})).toThrow("no frame");
  },
  forwardMessage: async ({ ann, bob, gid, scene }) => {
    const message = await ann.says(bob, scene.text());
    const mid = ann.im.sysManage.forwardMessage({ gid, message });
    expect(mid).toBeGreaterThan(0);
    expect(await bob.hears("onGroupMessage", ({ content }) => content === message.content)).toBeTruthy();
  },
  requireHistoryMessage: async ({ scene, bob }) => {
    const person = await scene.person();
    const sent = [];
    for (let i = 0; i < 5; i++) sent.push(await person.says(bob, scene.text()));
    const again = scene.appOf(person.user);
    await again.login();
    const from = again.told.length;
    again.im.sysManage.requireHistoryMessage(bob.uid, 0, 3);
    const { next } = await again.hears("onReceiveHistoryMsg");
    expect(next.toNumber()).toBe(Number(sent[2]?.id));
    const page = again.all("onRosterMessage", from).filter(({ isHistory }) => isHistory);
    expect(page.slice(-3).map(({ id }) => id)).toEqual(sent.slice(2).map(({ id }) => id));
    again.im.sysManage.requireHistoryMessage(bob.uid, next, 3);
    const last = await again.hears("onReceiveHistoryMsg", (page) => page.next.toNumber() !== next.toNumber());
    expect(last.next.toNumber()).toBe(0);
  },
  getMessageStatus: async ({ ann, bob, scene }) => {
    const { id } = await ann.says(bob, scene.text());
    await ann.until("delivered", () => sys({ ann } as Stage).getMessageStatus(bob.uid, id) === "delivered");
    bob.im.rosterManage.readRosterMessage(ann.uid);
    await ann.until("read", () => ann.im.sysManage.getMessageStatus(bob.uid, Number(id), false) === "read");
    expect(ann.im.sysManage.getMessageStatus(bob.uid, 5)).toBeUndefined();
  },
  deleteConversation: async ({ scene, bob }) => {
    const person = await scene.person();
    const other = scene.appOf(person.user);
    await other.login();
    await person.says(bob, scene.text());
    await other.until("listed", () => other.im.userManage.getConversationList().length === 1);
    person.im.sysManage.deleteConversation(bob.uid);
    const removed = { category: "conversation_deleted", desc: { id: bob.uid, source: "user_operation" } };
    await person.until("here", () => person.im.userManage.getConversationList().length === 0);
    expect(await person.hears("flooNotice", ({ category }) => category === removed.category)).toEqual(removed);
    const there = await other.hears("flooNotice", ({ category }) => category === removed.category);
    expect(there).toMatchObject({ desc: { source: "other_operation" } });
  },
  makeSearch: async ({ ann, bob, gid, scene }) => {
    const word = `needle${scene.text().replace(" ", "")}`;
    await bob.says(ann, `a ${word} here`);
    await bob.saysIn(gid, `in a group: ${word}`);
    await ann.until("both", () => sys({ ann } as Stage).makeSearch(word).groupArr.length === 1);
    const found = ann.im.sysManage.makeSearch(word.toUpperCase());
    expect(found.rosterArr).toMatchObject([{ user_id: bob.uid, content: `a ${word} here` }]);
    expect(found.groupArr).toMatchObject([{ group_id: gid, content: `in a group: ${word}` }]);
    const byName = ann.im.sysManage.makeSearch(bob.user.name);
    expect(byName.rosterArr.map(({ user_id }) => user_id)).toContain(bob.uid);
    expect(ann.im.sysManage.makeSearch("")).toEqual({ rosterArr: [], groupArr: [] });
  },
  getImage: async ({ ann, scene }) => {
    const image = (avatar: string, thumbnail?: boolean) =>
      ann.im.sysManage.getImage({ avatar, sdefault: "/d.png", ...(thumbnail === undefined ? {} : { thumbnail }) });
    const token = ann.im.userManage.getToken();
    const signed = `access-token=${token}&app_id=${scene.app.id}`;
    expect(image("")).toBe("/d.png");
    expect(image("/local.png")).toBe("/local.png");
    expect(image("https://x/y?z=1")).toBe(`https://x/y?z=1&image_type=2&${signed}`);
    expect(image("https://x/y", false)).toBe(`https://x/y?${signed}`);
    const stored = `${ann.im.baseUrl}/file/download/avatar?object_name=a%20b&image_type=2&${signed}`;
    expect(image("a b")).toBe(stored);
  },
  getAudio: async ({ ann }) => {
    expect(ann.im.sysManage.getAudio({ url: "https://x/y" })).toMatch(/^https:\/\/x\/y\?format=mp3&access-token=/);
  },
  getChatFile: async ({ ann }) => {
    const url = ann.im.sysManage.getChatFile({ url: "https://x/y?file_sign=1", params: { image_type: 2 } });
    expect(url).toMatch(/^https:\/\/x\/y\?file_sign=1&image_type=2&access-token=.+&app_id=/);
  },
  getNoticeMessage: async ({ scene }) => {
    const [asking, asked] = await Promise.all([scene.person(), scene.person()]);
    await asking.im.userManage.asyncUpdateAuthmode({ value: 1 });
    expect(asking.im.sysManage.getNoticeMessage()).toEqual([]);
    await asked.im.rosterManage.asyncApply({ user_id: asking.uid, alias: "" });
    await asking.hears("onRosterApplied");
    await asking.im.rosterManage.asyncDecline({ user_id: asked.uid, reason: "sorry" });
    await asked.hears("onRosterDeclined");
    const [notice] = asked.im.sysManage.getNoticeMessage();
    expect(notice).toMatchObject({ ns: 3, payload: { type: 4, content: "sorry" } });
  },
  getStaticVars: async (s) => expect(sys(s).getStaticVars()).toEqual(api.constants),
  getServers: async (s) => {
    const { url } = s.scene.server;
    const socket = url.replace("http", "ws");
    expect(sys(s).getServers(s.scene.app.id)).toEqual({ ratel: url, fireplace: url, rtc: socket });
  },
  getLinkServer: async (s) => expect(`http://${sys(s).getLinkServer()}`).toBe(s.scene.server.url),
  getAppConfig: async (s) => {
    await s.ann.until("config", () => sys(s).getAppConfig() !== null);
    expect(sys(s).getAppConfig(s.scene.app.id)).toMatchObject({ hide_member_info: expect.any(Boolean) });
  },
  getAppStatus: async (s) => expect(sys(s).getAppStatus(s.scene.app.id)).toBe("normal"),
  getAccountVerification: async (s) => expect(sys(s).getAccountVerification()).toMatchObject({ status: "verified" }),
  getServerIp: async (s) => expect(sys(s).getServerIp()).toEqual([]),
  getConversationDraft: async (s) => {
    expect(sys(s).getConversationDraft(s.cat.uid, "roster")).toBe("");
    sys(s).saveConversationDraft(s.cat.uid, "roster", "half");
    expect(sys(s).getConversationDraft(s.cat.uid, "roster")).toBe("half");
    sys(s).saveConversationDraft(s.cat.uid, "roster", "");
  },
  saveConversationDraft: async (s) => {
    const at = Date.now() + 5000;
    sys(s).saveConversationDraft(s.cat.uid, "roster", "half", at);
    const [first] = s.ann.im.userManage.getConversationList();
    expect(first).toMatchObject({ id: s.cat.uid, draft: "half", draftTimestamp: String(at), content: "" });
    sys(s).saveConversationDraft(s.cat.uid, "roster", "");
    expect(s.ann.im.userManage.getConversationList()[0]?.id).not.toBe(s.cat.uid);
  },
  touchConversation: async ({ ann, bob, gid, scene }) => {
    await ann.says(bob, scene.text());
    await ann.saysIn(gid, scene.text());
    const first = () => ann.im.userManage.getConversationList()[0]?.id;
    expect(first()).toBe(gid);
    ann.im.sysManage.touchConversation(bob.uid, "roster", Date.now() + 60_000);
    expect(first()).toBe(bob.uid);
    ann.im.sysManage.touchConversation(bob.uid, "roster", 0);
  },
  markMessageUnread: async ({ ann, bob, scene }) => {
    const { id } = await ann.says(bob, scene.text());
    await bob.hears("onRosterMessage", (message) => message.id === id);
    bob.im.rosterManage.readRosterMessage(ann.uid);
    expect(bob.im.sysManage.markMessageUnread(ann.uid, id, false)).toMatchObject({ id, status: 0 });
    expect(bob.im.rosterManage.getUnreadCount(ann.uid)).toBe(1);
    expect(bob.im.sysManage.markMessageUnread(ann.uid, 5, false)).toBeNull();
    bob.im.rosterManage.readRosterMessage(ann.uid);
    expect(bob.im.rosterManage.getUnreadCount(ann.uid)).toBe(0);
  },
  asyncQrcode: async ({ ann, scene }) => {
    const code = await scene.appOf(ann.user).im.sysManage.asyncQrcode({});
    expect(code).toMatchObject({ qr_code: expect.any(String), url: expect.stringContaining("qr_login") });
    expect(code.expired).toBeGreaterThan(Date.now());
  },
  asyncQrlogin: async ({ ann, scene }) => {
    const screen = scene.appOf(ann.user);
    const { qr_code } = await screen.im.sysManage.asyncQrcode({});
    expect(await screen.im.sysManage.asyncQrlogin({ qr_code })).toEqual({});
    await ann.user.api.post("/app/qr_login", { qr_code });
    const { username: name = "", password = "" } = await screen.im.sysManage.asyncQrlogin({ qr_code });
    screen.im.login({ name, password });
    await screen.hears("loginSuccess");
    expect(screen.im.userManage.getUid()).toBe(ann.uid);
  },
  asyncQrcodeGroupsign: async (s) => {
    const code = await sys(s).asyncQrcodeGroupsign({ group_id: s.gid });
    expect(code).toEqual({ qr_info: expect.any(String), expired: expect.any(Number) });
  },
  asyncQrcodeGroupinvite: async (s) => {
    const { qr_info } = await sys(s).asyncQrcodeGroupsign({ group_id: s.gid });
    const guest = await s.scene.person();
    expect(await guest.im.sysManage.asyncQrcodeGroupinvite({ qr_info })).toEqual({});
    await guest.until("in", () => s.gid in guest.im.groupManage.getAllGroupDetail());
    const wrong = guest.im.sysManage.asyncQrcodeGroupinvite({ qr_info: "x" });
    await expect(wrong).rejects.toMatchObject({ code: 20024 });
  },
  asyncWoaQrcode: (s) => unsupported(sys(s).asyncWoaQrcode()),
  asyncWoaQrcodeStatus: (s) => unsupported(sys(s).asyncWoaQrcodeStatus({ qrcode_id: "1" })),
  asyncWoaQrlogin: (s) => unsupported(sys(s).asyncWoaQrlogin({ code: "1" })),
  asyncWoaIsBind: (s) => unsupported(sys(s).asyncWoaIsBind()),
  asyncWxlogin: (s) => unsupported(sys(s).asyncWxlogin({ code: "1" })),
  asyncWxbind: (s) => unsupported(sys(s).asyncWxbind({ open_id: "1" })),
  asyncWechatUnbind: (s) => unsupported(sys(s).asyncWechatUnbind()),
  asyncWechatIsbind: (s) => unsupported(sys(s).asyncWechatIsbind()),
  asyncWechatBind: (s) => unsupported(sys(s).asyncWechatBind({ open_id: "1", type: 1 })),
  // An app without support staff.
  asyncGetStaticContact: async (s) => expect(await sys(s).asyncGetStaticContact({})).toEqual([]),
  aysncParseLink: (s) => refused(sys(s).aysncParseLink(s.scene.server.url, { link: "abc" })),
  aysncParseLinkV2: (s) => refused(sys(s).aysncParseLinkV2("abc")),
};

/** There are no short links on this server. */
const refused = (call: Promise<unknown>) => expect(call).rejects.toMatchObject({ code: 404 });
