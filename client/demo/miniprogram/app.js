const { createClient, store } = require("./oriole/index.js");
const { createNames } = require("./names.js");

/** Holds the session: pages come and go. */
App({
  client: null,
  store: null,
  names: null,

  /** Rejects with the reason of the server's refusal. Without a network it keeps trying. */
  async login({ url, appId, username, password }) {
    // The list is there before the server has answered, and what was not sent when the program ended goes out.
    const kept = store();
    const client = createClient({ url, appId, features: [kept] });
    client.on("kicked", (cause) => this.leave(cause.error));
    try {
      await client.login({ username, password });
    } catch (cause) {
      client.close();
      throw cause;
    }
    this.client = client;
    this.store = kept;
    this.names = createNames(client);
  },

  /** The user's wish: whoever has the phone next finds nothing. */
  logout() {
    const { store: kept } = this;
    this.leave();
    if (kept) kept.wipe().catch(() => {});
  },

  leave(problem = "") {
    if (this.client) this.client.close();
    this.client = null;
    this.store = null;
    this.names = null;
    wx.reLaunch({ url: `/pages/login/login?problem=${problem}` });
  },
});
