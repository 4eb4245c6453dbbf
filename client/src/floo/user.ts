import { callsOf } from "./calls";
import type { Context } from "./context";
import type { RecentList } from "./recent-list";
import type { ConversationItem } from "./shapes";
import { type UserCalls, userCalls } from "./user-calls";

export interface UserManage extends UserCalls {
  /** Empty before login. */
  getToken(): string;
  /** 0 before login. */
  getUid(): number;
  getAppid(): string;
  /** Serial of this device; 0 before login. */
  getDeviceSN(): number;
  getConversationList(): ConversationItem[];
  deleteToken(): void;
}

export function userManage(context: Context, recent: RecentList, deleteToken: () => void): UserManage {
  return {
    ...callsOf<UserCalls>(context, userCalls),
    getToken: () => context.session?.token ?? "",
    getUid: () => context.session?.uid ?? 0,
    getAppid: () => context.appId,
    getDeviceSN: () => context.client.deviceSn,
    getConversationList: () => recent.list(),
    deleteToken,
  };
}
