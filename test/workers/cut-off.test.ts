/**
 * [INV-7] Calls that write to D1 and to objects, cut off between any two steps (docs/design/durability.md): whoever comes
 * next finds one truth in both, and who asks again is answered.
 */

import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { errors } from "../../protocol/errors";
import { hashPassword } from "../../src/services/password";
import { disagreements } from "./support/agreement";
import { Cut } from "./support/cut";
import { type Call, first, later, newStage, rest, type Stage, touch } from "./support/three-users";

vi.setConfig({ testTimeout: 120_000 });

type Case = (stage: Stage) => Call | Promise<Call>;

const asks = (stage: Stage) =>
  first(
    stage,
    { by: stage.anna, path: "/user/authmode", with: { value: 1 } },
    { by: stage.carl, path: "/roster/apply", with: { user_id: stage.anna.uid } },
  );

const applies = (stage: Stage) =>
  first(
    stage,
    {
      by: stage.anna,
      path: "/group/settings/require_admin_approval",
      with: { group_id: stage.gid, apply_approval: 1 },
    },
    { by: stage.carl, path: "/group/apply", with: { group_id: stage.gid } },
  );

/** A file on the group's list, past the upload. */
async function lists(stage: Stage): Promise<number> {
  const { anna, gid } = stage;
  const [id, seal] = [crypto.randomUUID().slice(0, 22), "s".repeat(22)];
  await env.DB.prepare(
    "INSERT INTO files (app, id, seal, kind, scope, uploader, object, state, created_at) VALUES (?, ?, ?, 200, ?, ?, ?, 1, 0)",
  )
    .bind(anna.app, id, seal, `g:${gid}`, anna.uid, id)
    .run();
  const url = `http://oriole.example/file/download/chat?file_sign=${id}${seal}`;
  const file = { group_id: gid, name: "a.txt", size: 1, type: "text/plain", url };
  const { data } = await rest({ by: anna, path: "/group/file/upload", with: file }, stage.admin);
  return (data as { file_id: number }).file_id;
}

const owner =
  (path: string, given: (stage: Stage) => Record<string, unknown> = () => ({})): Case =>
  (stage) => ({ by: stage.anna, path, with: { group_id: stage.gid, ...given(stage) } });
const onBen = (path: string, more: Record<string, unknown> = {}): Case =>
  owner(path, ({ ben }) => ({ user_list: [ben.uid], ...more }));
const listing =
  (path: string, method: string, more: Record<string, unknown> = {}): Case =>
  ({ ben }) => {
    return { path, method, with: { list: [ben.uid], ...more } };
  };

const cases: Record<string, Case> = {
  "group/create": ({ anna, ben, carl }) => {
    return { by: anna, path: "/group/create", with: { name: "new", user_list: [ben.uid, carl.uid] } };
  },
  "group/destroy": owner("/group/destroy"),
  "group/info/name": owner("/group/info/name", () => ({ value: "renamed" })),
  "group/settings": owner("/group/settings/hide_member_info", () => ({ value: true })),
  "group/settings/ban_all": owner("/group/settings/ban_all", () => ({ duration: -1 })),
  "group/display_name": ({ ben, gid }) => ({
    by: ben,
    path: "/group/display_name",
    with: { group_id: gid, value: "B" },
  }),
  "group/msg/mute_mode": ({ ben, gid }) => {
    return { by: ben, path: "/group/msg/mute_mode", with: { group_id: gid, msg_mute_mode: 1 } };
  },
  "group/invite": owner("/group/invite", ({ carl }) => ({ user_list: [carl.uid] })),
  "group/invite/handle": async (stage) => {
    const { anna, carl, gid } = stage;
    await first(
      stage,
      { by: carl, path: "/user/settings", with: { group_confirm: true } },
      { by: anna, path: "/group/invite", with: { group_id: gid, user_list: [carl.uid] } },
    );
    return { by: carl, path: "/group/invite/handle", with: { group_id: gid, user_id: anna.uid, approval: true } };
  },
  "group/apply": async (stage) => {
    const { anna, carl, gid } = stage;
    const open = { group_id: gid, apply_approval: 0 };
    await first(stage, { by: anna, path: "/group/settings/require_admin_approval", with: open });
    return { by: carl, path: "/group/apply", with: { group_id: gid } };
  },
  "group/apply/handle": async (stage) => {
    await applies(stage);
    const { anna, carl, gid } = stage;
    return { by: anna, path: "/group/apply/handle", with: { group_id: gid, user_id: carl.uid, approval: true } };
  },
  "group/qrcode/invite": async (stage) => {
    const { anna, carl, gid, admin } = stage;
    const { data } = await rest({ by: anna, method: "GET", path: `/group/qrcode/sign?group_id=${gid}` }, admin);
    return { by: carl, path: "/group/qrcode/invite", with: data as Record<string, unknown> };
  },
  "group/leave": ({ ben, gid }) => ({ by: ben, path: "/group/leave", with: { group_id: gid } }),
  "group/kick": onBen("/group/kick"),
  "group/admin/add": onBen("/group/admin/add"),
  "group/admin/remove": async (stage) => {
    await first(stage, await onBen("/group/admin/add")(stage));
    return onBen("/group/admin/remove")(stage);
  },
  "group/transfer": owner("/group/transfer", ({ ben }) => ({ new_owner: ben.uid })),
  "group/ban": onBen("/group/ban", { duration: 5 }),
  "group/block": onBen("/group/block"),
  "group/announcement/edit": owner("/group/announcement/edit", () => ({ title: "t", content: "c" })),
  "group/file/delete": async (stage) => {
    const file = await lists(stage);
    return { by: stage.anna, path: "/group/file/delete", with: { group_id: stage.gid, file_list: [file] } };
  },
  "group/destroy, with files": async (stage) => {
    await lists(stage);
    return owner("/group/destroy")(stage);
  },

  "roster/apply": ({ anna, carl }) => ({ by: anna, path: "/roster/apply", with: { user_id: carl.uid } }),
  "roster/apply, answered by asking": async (stage) => {
    await asks(stage);
    return { by: stage.anna, path: "/roster/apply", with: { user_id: stage.carl.uid } };
  },
  "roster/accept": async (stage) => {
    await asks(stage);
    return { by: stage.anna, path: "/roster/accept", with: { user_id: stage.carl.uid } };
  },
  "roster/decline": async (stage) => {
    await asks(stage);
    return { by: stage.anna, path: "/roster/decline", with: { user_id: stage.carl.uid } };
  },
  "roster/delete": ({ anna, ben }) => ({ by: anna, path: "/roster/delete", with: { user_id: ben.uid } }),
  "roster/block": ({ anna, ben }) => ({ by: anna, path: "/roster/block", with: { user_id: ben.uid } }),
  "roster/unblock": async (stage) => {
    const { anna, ben } = stage;
    await first(stage, { by: anna, path: "/roster/block", with: { user_id: ben.uid } });
    return { by: anna, path: "/roster/unblock", with: { user_id: ben.uid } };
  },
  "roster/ext": ({ anna, ben }) => ({ by: anna, path: "/roster/ext", with: { user_id: ben.uid, alias: "B" } }),
  "user/add_roster": ({ anna, carl }) => ({ for: anna, path: "/user/add_roster", with: { list: [carl.uid] } }),

  "user/change_password": async ({ ben }) => {
    const hash = await hashPassword(env, "old");
    await env.DB.prepare("UPDATE users SET password = ? WHERE app = ? AND uid = ?").bind(hash, ben.app, ben.uid).run();
    return { by: ben, path: "/user/change_password", with: { old_password: "old", new_password: "new" } };
  },
  "user/change_password_admin": ({ ben }) => ({
    for: ben,
    path: "/user/change_password_admin",
    with: { password: "p" },
  }),
  "user/disable": listing("/user/disable", "PUT"),
  "user/enable": async (stage) => {
    await first(stage, await listing("/user/disable", "PUT")(stage));
    return listing("/user/enable", "PUT")(stage);
  },
  "user/ban": listing("/user/ban", "POST", { duration: -1 }),
  "user/unban": async (stage) => {
    await first(stage, await listing("/user/ban", "POST", { duration: -1 })(stage));
    return listing("/user/unban", "POST")(stage);
  },
  "user/delete, of an owner": ({ anna }) => ({ for: anna, path: "/user/delete" }),
  "user/delete, of a member": ({ ben }) => ({ for: ben, path: "/user/delete" }),
  "user/delete, of an applicant": async (stage) => {
    await applies(stage);
    return { for: stage.carl, path: "/user/delete" };
  },
  "user/device/remove": ({ ben, sn }) => ({ by: ben, path: "/user/device/remove", with: { device_sn: sn } }),
  "user/kick": ({ ben, sn }) => ({ for: ben, path: "/user/kick", with: { device_sn: sn } }),
  "user/settings": ({ ben }) => ({ by: ben, path: "/user/settings", with: { no_sounds: true } }),
  "user/profile": ({ ben }) => ({ by: ben, path: "/user/profile", with: { nick_name: "B" } }),
  "user/username": ({ ben }) => ({ for: ben, path: "/user/username", with: { username: "another_name" } }),
  "user/conversation/pin": ({ ben, gid }) => ({
    by: ben,
    path: "/user/conversation/pin",
    with: { conversation_id: gid },
  }),
  "token/revoke, one": ({ ben }) => ({ path: "/token/revoke", with: { token: ben.token } }),
  "token/revoke, all": ({ ben }) => ({ path: "/token/revoke", with: { user_id: ben.uid } }),
  "message/send": ({ ben, gid }) => {
    const message = { type: 2, targets: [gid], content_type: 0, content: "hello", transaction_id: 7 };
    return { by: ben, path: "/message/send", with: message };
  },
};

const named = new Set<number>(Object.values(errors).map(({ rest: code }) => code));

describe("cut off before any step, D1 and the objects agree when somebody comes next", () => {
  it.each(Object.entries(cases))("%s", async (_, prepare) => {
    let steps = 0;
    for (let fell = true; fell; steps++) {
      const stage = await newStage();
      const users = [stage.anna, stage.ben, stage.carl];
      const call = await prepare(stage);
      if (steps === 0) expect(await disagreements(users), "before").toEqual([]);
      const cut = new Cut(steps);
      const answer = await rest(call, stage.admin);
      fell = cut.fell;
      await cut.restart();
      if (!fell) expect(answer.code, answer.message).toBe(200);
      await later(stage);
      await touch(stage);
      expect(await disagreements(users), `cut off before step ${steps}`).toEqual([]);
      const again = await rest(call, stage.admin);
      expect(again.code, again.message).not.toBe(500);
      expect(named.has(again.code)).toBe(true);
      expect(await disagreements(users), `repeated after step ${steps}`).toEqual([]);
    }
    expect(steps, "a case that has no two steps").toBeGreaterThan(1);
  });
});
