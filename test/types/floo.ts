/** Checked by `npm run types` and never run: what the Floo API takes, gives, and refuses. */

import flooim, {
  type FlooIM,
  flooIM,
  type Group,
  type GroupBrief,
  type Message,
  type RosterItem,
  type UserResult,
} from "../../client/src/floo/index";

export const im: FlooIM = flooim({ appid: "app", dnsServer: "https://im.example.com/v2/app_dns" });
export const same: typeof flooim = flooIM;

export async function answers(): Promise<[string, number[], RosterItem, Group, UserResult[], boolean, number]> {
  const { token } = await im.userManage.asyncTokenUser({ name: "ann", password: "p" });
  const ids = await im.rosterManage.asyncGetRosterIdList(true);
  const item = await im.rosterManage.asyncGetRosterInfo("5");
  const group = await im.groupManage.asyncCreate({ name: "g", user_list: [5, "6"] });
  const kicked = await im.groupManage.asyncKick({ group_id: group.group_id, user_list: [5] });
  const muted = await im.groupManage.asyncUpdateEnableReadack({ group_id: 7, value: 1 });
  const unread = im.rosterManage.getUnreadCount(5);
  return [token, ids, item, group, kicked, muted, unread];
}

export function events(): void {
  im.on("onRosterMessage", (message: Message) => message.content.length);
  im.on({
    onUnreadChange: (id) => id.toFixed(),
    onSendingMessageStatusChanged: (change) => {
      if (change.status === "failed") change.errorReason.length;
      // @ts-expect-error only failed sends have a reason
      else change.errorReason;
    },
    onGroupListUpdate: (meta) => meta?.payload.gid?.uid.toNumber(),
  });
  im.off("loginSuccess", () => {});
  // @ts-expect-error there is no such event
  im.on("onRosterMesage", () => {});
  // @ts-expect-error the payload is a message
  im.on("onGroupMessage", (count: number) => count);
}

export async function refused(): Promise<void> {
  // @ts-expect-error an app has an id
  flooim({});
  // @ts-expect-error to whom?
  im.sysManage.sendRosterMessage({ content: "x" });
  // @ts-expect-error no such type of message
  im.sysManage.sendRosterMessage({ uid: 5, type: "picture" });
  // @ts-expect-error alias has to be given
  await im.rosterManage.asyncApply({ user_id: 5 });
  // @ts-expect-error the list of friends is numbers
  const names: string[] = await im.rosterManage.asyncGetRosterIdList();
  // @ts-expect-error an enum has the names it has
  im.sysManage.getStaticVars().STATIC_MESSAGE_TYPE.GROUP;
  const read: number = im.sysManage.getStaticVars().STATIC_MESSAGE_STATUS.READ;
  const list: number[] | GroupBrief[] = await im.groupManage.asyncGetJoinedGroups();
  // @ts-expect-error config is an object of JSON, not text
  (await hear()).config?.length.toFixed();
  return void [names, read, list];
}

declare function hear(): Promise<Message>;
