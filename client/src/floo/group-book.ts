import type { Context } from "./context";
import { idsIn, type RosterBook } from "./roster-book";
import type { Group, GroupBrief, GroupMember, KnownGroup } from "./shapes";

/** What the server gives on one page when it is asked for all. */
const ALL_MEMBERS = 10_000;

/** The groups this user is in, what is known of them, and the members of those that were opened. */
export class GroupBook {
  readonly groups = new Map<number, KnownGroup>();
  readonly #members = new Map<number, GroupMember[]>();
  readonly #context: Context;
  readonly #rosters: RosterBook;
  #joined: number[] | null = null;

  constructor(context: Context, rosters: RosterBook) {
    this.#context = context;
    this.#rosters = rosters;
  }

  async load(force = false): Promise<number[]> {
    if (force || !this.#joined) this.#joined = idsIn(await this.#context.call("GET", "/group/user_joined"), "group_id");
    return this.#joined.slice();
  }

  /** The stored facts of the groups this user is in. */
  briefs(): GroupBrief[] {
    return (this.#joined ?? []).map((gid) => this.get(gid) as GroupBrief);
  }

  get(gid: number): KnownGroup {
    return this.groups.get(gid) ?? { group_id: gid };
  }

  put<Facts extends KnownGroup>(facts: Facts): Facts {
    this.groups.set(facts.group_id, { ...this.groups.get(facts.group_id), ...facts });
    return facts;
  }

  async fetchBriefs(group_list: readonly number[]): Promise<GroupBrief[]> {
    const found = (await this.#context.call("POST", "/group/info/batch", { group_list })) as GroupBrief[];
    for (const group of found) this.put(group);
    return found;
  }

  async fetch(group_id: number): Promise<Group> {
    return this.put((await this.#context.call("GET", "/group/info", { group_id })) as Group);
  }

  async fetchMembers(group_id: number): Promise<GroupMember[]> {
    const members = await this.#context.call("GET", "/group/member_list", { group_id, limit: ALL_MEMBERS });
    this.#members.set(group_id, members as GroupMember[]);
    return members as GroupMember[];
  }

  /** Fetches the members and who they are; listeners hear of it twice, with and without names. */
  async open(gid: number): Promise<void> {
    const members = await this.fetchMembers(gid);
    this.#context.emit("onGroupMemberChanged", gid);
    const unknown = members.map(({ user_id }) => user_id).filter((id) => !this.#rosters.known(id));
    if (unknown.length === 0) return;
    await this.#rosters.fetch(unknown);
    this.#context.emit("onGroupMemberChanged", gid);
  }

  /** Members as they were last fetched; undefined when they were not. */
  members(gid: number): GroupMember[] | undefined {
    return this.#members.get(gid)?.map((member) => {
      const { username = "", avatar = "" } = this.#rosters.get(member.user_id);
      return { ...member, username, avatar, has_nick: member.display_name !== "" };
    });
  }

  isIn(gid: number): boolean {
    return (this.#joined ?? []).indexOf(gid) >= 0;
  }

  add(gid: number): void {
    if (this.#joined && !this.isIn(gid)) this.#joined.push(gid);
    this.refresh(gid);
  }

  /**
   * A group is listed that this user is not known to be in. Who was brought in while the socket was lost begins at the tail
   * of its log, which is no news; who writes into a group after it was put out has it listed, too. Members alone see settings.
   */
  meet(gid: number): void {
    this.#context.call("GET", "/group/settings", { group_id: gid }).then(
      () => this.add(gid),
      () => this.refresh(gid),
    );
  }

  remove(gid: number): void {
    this.#joined = this.#joined?.filter((joined) => joined !== gid) ?? null;
    this.groups.delete(gid);
    this.#members.delete(gid);
  }

  /** Facts of a group are out of date. */
  refresh(gid: number): void {
    this.fetch(gid).then(
      () => this.#context.emit("onGroupListUpdate", undefined),
      () => {},
    );
  }

  /** Members changed: those of a group that was opened are fetched again. */
  membersChanged(gid: number): void {
    if (!this.#members.has(gid)) return this.#context.emit("onGroupMemberChanged", gid);
    this.open(gid).catch(() => this.#members.delete(gid));
  }

  membersGone(gid: number, uids: readonly number[]): void {
    const rest = this.#members.get(gid)?.filter(({ user_id }) => uids.indexOf(user_id) < 0);
    if (rest) this.#members.set(gid, rest);
    this.#context.emit("onGroupMemberChanged", gid);
  }

  clear(): void {
    this.groups.clear();
    this.#members.clear();
    this.#joined = null;
  }
}
