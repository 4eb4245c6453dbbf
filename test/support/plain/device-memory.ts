import { MessageStore } from "./message-store.ts";

/** What outlives a page: the client's local storage. */
export class DeviceMemory {
  guid: string;
  sn = 0;
  store = new MessageStore();
  groups = new Set<number>();
  /** The conversation list, newest in front. */
  list: number[] = [];

  constructor(uid: number) {
    this.guid = `${uid}_${Math.floor(Math.random() * 2 ** 31)}`;
  }
}
