const { phrases } = require("../../language.js");
const { messageRow } = require("../../rows.js");
const { drawSoon } = require("../../soon.js");

/** One who types says so again this often; one who says nothing for twice as long has stopped. */
const TYPING_MS = 4000;
const EVENTS = ["conversation", "message", "messageUpdated", "receipt", "state"];

Page({
  data: { t: {}, rows: [], bottom: "", draft: "", typing: "", online: true, more: true, problem: "" },

  onLoad({ xid }) {
    const { client } = getApp();
    if (!client) return wx.reLaunch({ url: "/pages/login/login" });
    this.conversation = client.conversation(Number(xid));
    this.saidTypingAt = 0;
    this.drawing = drawSoon(() => this.draw());
    this.stops = EVENTS.map((event) => client.on(event, this.drawing.ask));
    this.stops.push(client.on("typing", (event) => this.showTyping(event)));
    this.setData({ t: phrases() });
    this.conversation.open();
    this.draw();
    if (this.conversation.messages().length === 0) this.onOlder();
  },

  onShow() {
    this.shown = true;
    if (this.drawing) this.drawing.ask();
  },

  onHide() {
    this.shown = false;
  },

  onUnload() {
    this.shown = false;
    for (const stop of this.stops || []) stop();
    if (this.drawing) this.drawing.stop();
    clearTimeout(this.typingTimer);
    if (this.conversation) this.conversation.close();
  },

  draw() {
    const { client, names } = getApp();
    if (!client) return;
    const { conversation } = this;
    const { kind, xid } = conversation;
    const { t } = this.data;
    const messages = conversation.messages();
    const rows = messages.map((message) => {
      const readers = kind === "group" && message.mid > 0 ? conversation.readBy(message.mid).length : 0;
      return messageRow(message, { kind, readers }, names, t);
    });
    const last = rows[rows.length - 1];
    // The same value again does not scroll, so that whoever looks at older messages stays there.
    this.setData({ rows, bottom: last ? last.anchor : "", online: client.state.at === "online" });
    wx.setNavigationBarTitle({ title: kind === "system" ? t.system : names.of(kind, xid) });
    this.learnNames(messages);
    if (this.shown && conversation.summary.unread > 0) this.try(conversation.markRead());
  },

  learnNames(messages) {
    const { names } = getApp();
    const { kind, xid } = this.conversation;
    const again = (news) => news && this.drawing.ask();
    names.learn(kind, [xid]).then(again);
    if (kind === "group")
      names
        .learn(
          "direct",
          messages.filter(({ own }) => !own).map(({ from }) => from),
        )
        .then(again);
  },

  showTyping({ conversation, uid, typing }) {
    if (conversation !== this.conversation || uid === getApp().client.uid) return;
    clearTimeout(this.typingTimer);
    this.setData({ typing: typing ? getApp().names.of("direct", uid) : "" });
    if (typing) this.typingTimer = setTimeout(() => this.setData({ typing: "" }), 2 * TYPING_MS);
  },

  /** What fails is said on the page, by the name of the error. */
  async try(work) {
    try {
      await work;
      if (this.data.problem) this.setData({ problem: "" });
    } catch (cause) {
      this.setData({ problem: cause.error || cause.message });
    }
  },

  async onOlder() {
    if (this.loading || !this.data.more) return;
    this.loading = true;
    await this.try(
      this.conversation.history({ limit: 20 }).then(({ next }) => {
        this.setData({ more: next !== 0 });
        this.draw();
      }),
    );
    this.loading = false;
  },

  onInput({ detail }) {
    this.setData({ draft: detail.value });
    if (Date.now() - this.saidTypingAt < TYPING_MS) return;
    this.saidTypingAt = Date.now();
    this.conversation.typing(true);
  },

  async onSend() {
    const text = this.data.draft.trim();
    if (!text) return;
    this.saidTypingAt = 0;
    this.conversation.typing(false);
    this.setData({ draft: "" });
    // The row is there at once and says how it goes on.
    await this.try(this.conversation.send(text));
  },

  onMessage({ currentTarget }) {
    const { t, rows } = this.data;
    const row = rows.find(({ id }) => id === currentTarget.dataset.id);
    if (!row?.own || row.recalled) return;
    const { conversation } = this;
    const choices = row.failed
      ? [
          [t.resend, () => this.try(conversation.resend(row.id))],
          [t.discard, () => conversation.discard(row.id)],
        ]
      : row.mid > 0
        ? [[t.recall, () => this.try(conversation.recall(row.mid))]]
        : [];
    if (choices.length === 0) return;
    wx.showActionSheet({
      itemList: choices.map(([name]) => name),
      success: ({ tapIndex }) => choices[tapIndex][1](),
    });
  },
});
