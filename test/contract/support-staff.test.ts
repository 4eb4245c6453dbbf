/** Whom an app names for those who need help. */

import { expect, it } from "vitest";
import { useAccounts } from "../support/accounts.ts";

const accounts = useAccounts("support-staff");
const { newUser } = accounts;

it("/app/support_staff names those whom the app set, as they are called now, and nobody who is gone", async () => {
  const [asking, helper, bot] = [await newUser(), await newUser(), await newUser()];
  const staff = async (by = asking) => (await by.api.get("/app/support_staff")).data;
  expect(await staff()).toEqual([]);
  const support_staff = [
    { user_id: helper.uid, source: "official" },
    { user_id: bot.uid, source: "chatbot" },
    { user_id: 5, source: "clawchat" },
  ];
  expect(await accounts.admin.post("/app/settings", { support_staff })).toMatchObject({ code: 200 });
  await helper.api.post("/user/profile", { nick_name: "Help" });
  const shown = { user_id: helper.uid, username: helper.name, nick_name: "Help", avatar: "", source: "official" };
  const robot = { user_id: bot.uid, username: bot.name, nick_name: "", avatar: "", source: "chatbot" };
  await expect.poll(() => staff()).toEqual([shown, robot]);
  await bot.api.post("/user/delete", { password: bot.password });
  expect(await staff()).toEqual([shown]);
  expect(await accounts.admin.post("/app/settings", { support_staff: null })).toMatchObject({ code: 200 });
  await expect.poll(() => staff(helper)).toEqual([]);
});
