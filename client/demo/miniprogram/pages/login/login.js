const { phrases } = require("../../language.js");

const REMEMBERED = "login";

Page({
  data: {
    t: {},
    url: "http://127.0.0.1:8787",
    appId: "oriole-demo",
    username: "",
    password: "",
    busy: false,
    problem: "",
  },

  onLoad({ problem = "" }) {
    this.setData({ t: phrases(), problem, ...wx.getStorageSync(REMEMBERED) });
  },

  onInput({ currentTarget, detail }) {
    this.setData({ [currentTarget.dataset.field]: detail.value });
  },

  async onLogin() {
    const { url, appId, username, password, busy } = this.data;
    if (busy) return;
    this.setData({ busy: true, problem: "" });
    try {
      await getApp().login({ url, appId, username, password });
      wx.setStorageSync(REMEMBERED, { url, appId, username });
      wx.redirectTo({ url: "/pages/chats/chats" });
    } catch (cause) {
      this.setData({ problem: cause.error || cause.message });
    } finally {
      this.setData({ busy: false });
    }
  },
});
