/** What clients ask before they log in: where the servers are, and what the app allows. */

import { z } from "zod";
import { loadApp } from "../../durable-objects/access/app";
import { OrioleError } from "../../protocol/errors";
import { credential } from "../middleware/identify";
import { type Call, type Operation, operation } from "../operation";
import { publicOrigin } from "../services/public-origin";
import { rosterItems } from "../store/rosters";

const serverShape = z.object({ protocol: z.string(), host: z.string(), ip_list: z.array(z.string()) });
const servers = z.array(serverShape).min(1);

const discoveryShape = z.object({
  version: z.int(),
  dns_list: z.array(
    z.object({
      group_level: z.int(),
      clusters: z.array(z.object({ ratel: servers, webim: servers, ws: servers, rtc: servers })),
    }),
  ),
  app_status: z.enum(["normal", "banned", "frozen", "revoked"]),
  account_verification: z.object({ type: z.string(), name: z.string(), status: z.string() }),
  dns_server_list: z.array(z.object({ domain: z.string() })),
  link_server_list: z.array(z.object({ domain: z.string() })),
});

/**
 * One deployment serves everything under one host, so every list names the host that was asked. rtc is listed though
 * calls may be switched off: clients refuse a document without it.
 */
export function discoveryDocument(appStatus: z.infer<typeof discoveryShape>["app_status"], origin: URL) {
  const server = { protocol: origin.protocol.slice(0, -1), host: origin.host, ip_list: [] };
  const cluster = { ratel: [server], webim: [server], ws: [server], rtc: [server] };
  return {
    version: 1,
    dns_list: [{ group_level: 0, clusters: [cluster] }],
    app_status: appStatus,
    account_verification: { type: "enterprise", name: "", status: "verified" },
    dns_server_list: [{ domain: origin.host }],
    link_server_list: [{ domain: origin.host }],
  };
}

async function discover({ env, request, nowMs }: Call) {
  const appId = credential(request, "app_id");
  if (!appId) throw new OrioleError("ServerAppIdMissing");
  // An app out of service is answered too: its state is what the client wants to know.
  const app = await loadApp(env.DB, appId, nowMs);
  return { data: discoveryDocument(app.status, publicOrigin(request)) };
}

/** The code by which clients of discovery know an unknown app. */
const DISCOVERY_APP_INVALID = 99997;

const staffShape = z.object({
  user_id: z.int(),
  username: z.string(),
  nick_name: z.string(),
  avatar: z.string(),
  source: z.string(),
});

const discovery = (path: string) =>
  operation({
    methods: ["GET"],
    path,
    access: "none",
    summary: "Server discovery",
    input: z.object({}),
    output: z.object({ data: discoveryShape }),
    codes: { ServerAppIdInvalid: DISCOVERY_APP_INVALID, ServerAppIdMissing: DISCOVERY_APP_INVALID },
    handler: discover,
  });

export const discoveryOperations: Operation[] = [
  discovery("/v2/app_dns"),
  discovery("/app_dns"),
  operation({
    methods: ["GET"],
    path: "/app/config",
    access: "app",
    summary: "What the app allows its clients",
    input: z.object({}),
    output: z.object({
      data: z.object({
        hide_member_info: z.boolean(),
        message_forward_max_user_num: z.int(),
        message_forward_max_message_num: z.int(),
      }),
    }),
    async handler({ app }) {
      const { hide_member_info, message_forward_max_user_num, message_forward_max_message_num } = app.settings;
      return { data: { hide_member_info, message_forward_max_user_num, message_forward_max_message_num } };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/app/support_staff",
    access: "user",
    summary: "Users of the app whom others may ask for help",
    input: z.object({}),
    output: z.object({ data: z.array(staffShape) }),
    async handler({ env, app, uid }) {
      const sources = new Map(app.settings.support_staff.map((each) => [each.user_id, each.source]));
      const found = await rosterItems(env.DB, app.id, uid, [...sources.keys()]);
      const data = found.map((item) => ({
        user_id: item.uid,
        username: item.username,
        nick_name: item.nickName,
        avatar: item.avatar,
        source: sources.get(item.uid) ?? "official",
      }));
      return { data };
    },
  }),
  operation({
    methods: ["GET"],
    path: "/api/health",
    access: "none",
    summary: "Whether the server answers",
    input: z.object({}),
    output: z.object({ data: z.boolean() }),
    handler: async () => ({ data: true }),
  }),
];
