/** Checked by `npm run types` and never run: what the typed REST call takes, gives, and refuses. */

import type { OrioleClient, RestData } from "../../client/src/index";

export async function answers(client: OrioleClient): Promise<[number, number, string, boolean, number[]]> {
  const info = await client.request("GET", "/group/info", { query: { group_id: 5 } });
  const made = await client.request("POST", "/group/create", { body: { name: "g", user_list: [1] as const } });
  const profile = await client.request("GET", "/user/profile");
  const changed = await client.request("PUT", "/user/profile", { body: { nick_name: "n", description: undefined } });
  return [
    info.owner_id,
    made.group_id,
    profile.username,
    changed,
    await client.request("GET", "/group/user_joined", {}),
  ];
}

export async function pages(client: OrioleClient, gid: number): Promise<RestData<"GET", "/group/member_list">> {
  const query = { group_id: gid, limit: 100 };
  const { data, cursor } = await client.request("GET", "/group/member_list", { query, whole: true });
  if (cursor === undefined) return data;
  return [...data, ...(await client.request("GET", "/group/member_list", { query: { ...query, cursor } }))];
}

export async function bodies(client: OrioleClient): Promise<void> {
  await client.request("POST", "/user/public", { body: "a text alone" });
  await client.request("POST", "/user/public", { query: { text: "a text" } });
  await client.request("DELETE", "/message/conversation", { query: { conversation_id: 7 } });
}

export async function refused(client: OrioleClient): Promise<void> {
  // @ts-expect-error no such path
  await client.request("GET", "/group/inf");
  // @ts-expect-error not by this method
  await client.request("GET", "/group/create");
  // @ts-expect-error group_id is needed
  await client.request("GET", "/group/info");
  // @ts-expect-error group_id is needed
  await client.request("GET", "/group/info", { query: {} });
  // @ts-expect-error a number
  await client.request("GET", "/group/info", { query: { group_id: "5" } });
  // @ts-expect-error no such parameter
  await client.request("GET", "/group/info", { query: { group_id: 5, gid: 5 } });
  // @ts-expect-error a GET has no body
  await client.request("GET", "/group/info", { body: { group_id: 5 } });
  // @ts-expect-error in the one or in the other
  await client.request("POST", "/group/destroy", { query: { group_id: 5 }, body: { group_id: 5 } });
  // @ts-expect-error takes nothing
  await client.request("GET", "/user/profile", { query: { user_id: 5 } });
  // @ts-expect-error the body is the text
  await client.request("POST", "/user/public", { body: { text: "a text" } });
  const found = await client.request("GET", "/group/info", { query: { group_id: 5 } });
  // @ts-expect-error called owner_id here
  void found.owner;
  // @ts-expect-error data alone has no cursor
  void (await client.request("GET", "/group/member_list", { query: { group_id: 5 } })).cursor;
}
