const { phrases } = require("../../language.js");
const { chatRow } = require("../../rows.js");
const { drawSoon } = require("../../soon.js");

Page({
  data: { t: {}, chats: [], online: true, username: "", problem: "" },

  onLoad() {
    const { client } = getApp();
    if (!client) return wx.reLaunch({ url: "/pages/login/login" });
    this.setData({ t: phrases() });
    wx.setNavigationBarTitle({ title: this.data.t.chats });
    this.drawing = drawSoon(() => this.draw());
    this.stops = ["conversation", "state"].map((event) => client.on(event, this.drawing.ask));
    this.draw();
  },

  onUnload() {
    for (const stop of this.stops || []) stop();
    if (this.drawing) this.drawing.stop();
  },

  draw() {
    const { client, names } = getApp();
    if (!client) return;
    const summaries = client.conversations();
    const chats = summaries.map((summary) => chatRow(summary, names, this.data.t));
    this.setData({ chats, online: client.state.at === "online" });
    for (const kind of ["direct", "group"]) {
      const ids = summaries.filter((summary) => summary.kind === kind).map(({ xid }) => xid);
      names.learn(kind, ids).then((news) => news && this.drawing.ask());
    }
  },

  onOpen({ currentTarget }) {
    wx.navigateTo({ url: `/pages/chat/chat?xid=${currentTarget.dataset.xid}` });
  },

  onInput({ detail }) {
    this.setData({ username: detail.value });
  },

  async onStart() {
    const username = this.data.username.trim();
    if (!username) return;
    try {
      const { user_id } = await getApp().client.request("GET", "/roster/name", { query: { username } });
      this.setData({ username: "", problem: "" });
      wx.navigateTo({ url: `/pages/chat/chat?xid=${user_id}` });
    } catch (cause) {
      this.setData({ problem: cause.error });
    }
  },

  onLogout() {
    getApp().logout();
  },
});
