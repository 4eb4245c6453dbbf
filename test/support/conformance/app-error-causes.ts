/** Errors that an app of its own can be made to give: how it is set, and who makes which call. */

import { expect } from "vitest";
import type { AppOptions, TestApp } from "../private-server.ts";
import { type Cause, get, post } from "./error-causes.ts";

export interface AppCause {
  app: AppOptions;
  cause: (app: TestApp) => Promise<Cause>;
}

/** Nobody listens there. */
const NO_RECEIVER = "http://127.0.0.1:9/";

const asking = async () => get(null, "/app/config");

const pair = (app: TestApp) => Promise.all([app.user("one"), app.user("other")]);

/** One user of the app says something to another. */
async function saying(app: TestApp, content = "hello"): Promise<Cause> {
  const [one, other] = await pair(app);
  return post(one, "/message/send", { type: 1, targets: [other.uid], content_type: 0, content });
}

/** A user founds a group with another. */
async function founding(app: TestApp): Promise<Cause> {
  const [one, other] = await pair(app);
  return post(one, "/group/create", { name: "A group", user_list: [other.uid] });
}

const foundingWhere = (settings: Record<string, number>): AppCause => ({ app: { settings }, cause: founding });

export const appCauses: Record<string, AppCause> = {
  ServerNotAllowOpenRegister: {
    app: { settings: { open_register: false } },
    cause: async () => post(null, "/user/register/v2", { username: "somebody", password: "a password" }),
  },
  ServerAppFrozen: { app: { status: "frozen" }, cause: asking },
  ServerInvalidLicense: { app: { license: "invalid" }, cause: asking },
  ServerLicenseLimit: { app: { license: "limit" }, cause: asking },
  ServerTooManyRequest: {
    app: { settings: { rate_app: 0.001 } },
    async cause({ api }) {
      await api.get("/app/config");
      return get(null, "/app/config");
    },
  },
  // A row that nobody of ours would write stands for all that nobody foresaw.
  ServerUnknownError: { app: { settings: { max_groups: "many" } }, cause: asking },
  ServerNeedRetry: {
    app: { settings: { before_send_url: NO_RECEIVER, before_send_on_failure: "refuse" } },
    cause: (app) => saying(app),
  },
  MessageCensored: {
    app: {},
    async cause(app) {
      await (await app.admin()).post("/app/keyword/add", { words: ["casino"] });
      return saying(app, "to the casino");
    },
  },
  MessageOutRecallTime: {
    app: { settings: { message_recall_seconds: 1 } },
    async cause(app) {
      const [one, other] = await pair(app);
      const message = { type: 1, targets: [other.uid], content_type: 0, content: "hello" };
      const { msg_ids } = await one.api.post("/message/send", message);
      const at = Date.now();
      // Time itself is what has to happen.
      await expect.poll(() => Date.now() - at, { timeout: 3_000, interval: 100 }).toBeGreaterThan(1_000);
      return post(one, "/message/recall", { conversation_id: other.uid, msg_id: msg_ids?.[0] });
    },
  },
  GroupExceedLimitGlobal: foundingWhere({ max_groups: 0 }),
  GroupExceedLimitUserCreate: foundingWhere({ max_groups_founded: 0 }),
  GroupExceedLimitUserJoin: foundingWhere({ max_groups_joined: 0 }),
  GroupCapacityExceedLimit: foundingWhere({ max_group_members: 1 }),
};
