const { createClient } = require("./oriole/index.js");
const { createNames } = require("./names.js");

/** Holds the session: pages come and go. */
App({
  client: null,
  names: null,

  /** Rejects with the reason of the server's refusal. Without a network it keeps trying. */
  async login({ url, appId, username, password }) {
    const client = createClient({ url, appId });
    client.on("kicked", (cause) => this.leave(cause.error));
    try {
      await client.login({ username, password });
    } catch (cause) {
      client.close();
      throw cause;
    }
    this.client = client;
    this.names = createNames(client);
  },

  leave(problem = "") {
    if (this.client) this.client.close();
    this.client = null;
    this.names = null;
    wx.reLaunch({ url: `/pages/login/login?problem=${problem}` });
  },
});
