import { describe, expect, it } from "vitest";
import {
  admission,
  banEnd,
  canActOn,
  canAnnounce,
  canBlock,
  canChangeFile,
  canEnter,
  canInvite,
  canModifyInfo,
  isBanned,
  needsAdmin,
  needsMember,
  needsOwner,
  seesMember,
} from "../../durable-objects/conversation/group/rules.ts";

const owner = { uid: 1, role: "owner" as const };
const admin = { uid: 2, role: "admin" as const };
const member = { uid: 3, role: "member" as const };
const stranger = { uid: 4, role: null };
const everybody = [owner, admin, member, stranger];

describe("rights by rank", () => {
  it("asks for as much as it says, and names what is missing", () => {
    expect(everybody.map(needsMember)).toEqual([null, null, null, "GroupMemberPermissionRequired"]);
    expect(everybody.map(needsAdmin)).toEqual([
      null,
      null,
      "GroupAdminPermissionRequired",
      "GroupMemberPermissionRequired",
    ]);
    expect(everybody.map(needsOwner)).toEqual([
      null,
      "GroupOwnerPermissionRequired",
      "GroupOwnerPermissionRequired",
      "GroupMemberPermissionRequired",
    ]);
  });

  it("lets plain members do what the settings allow them", () => {
    expect(canModifyInfo(member, { memberModify: true })).toBeNull();
    expect(canModifyInfo(member, { memberModify: false })).toBe("GroupAdminPermissionRequired");
    expect(canModifyInfo(stranger, { memberModify: true })).toBe("GroupMemberPermissionRequired");
    expect(canInvite(member, { memberInvite: true })).toBeNull();
    expect(canInvite(member, { memberInvite: false })).toBe("GroupAdminPermissionRequired");
    expect(canInvite(admin, { memberInvite: false })).toBeNull();
    expect(canAnnounce(member, { memberModify: false })).toBe("GroupAnnouncementForbidden");
    expect(canAnnounce(member, { memberModify: true })).toBeNull();
    expect(canAnnounce(stranger, { memberModify: true })).toBe("GroupMemberPermissionRequired");
  });
});

describe("acting on somebody", () => {
  it("takes a higher rank than the other's", () => {
    const outcome = everybody.map((by) => everybody.map((target) => canActOn(by, target) === null));
    expect(outcome).toEqual([
      [false, true, true, false],
      [false, false, true, false],
      [false, false, false, false],
      [false, false, false, false],
    ]);
  });

  it("names the reason", () => {
    expect(canActOn(admin, admin)).toBe("GroupOwnerPermissionRequired");
    expect(canActOn(admin, stranger)).toBe("GroupNotMemberFound");
    expect(canActOn(member, member)).toBe("GroupAdminPermissionRequired");
    expect(canActOn(stranger, member)).toBe("GroupMemberPermissionRequired");
  });

  it("blocks also who is not a member yet", () => {
    expect(canBlock(admin, stranger)).toBeNull();
    expect(canBlock(admin, owner)).toBe("GroupOwnerPermissionRequired");
    expect(canBlock(member, stranger)).toBe("GroupAdminPermissionRequired");
  });
});

describe("coming in", () => {
  const nobody = { member: false, blocked: false, timesKicked: 0 };

  it("is refused with the reason that lasts longest", () => {
    expect(canEnter(nobody, 9, 10)).toBeNull();
    expect(canEnter(nobody, 10, 10)).toBe("GroupCapacityExceedLimit");
    expect(canEnter({ ...nobody, member: true }, 10, 10)).toBe("GroupMemberExist");
    expect(canEnter({ ...nobody, blocked: true }, 10, 10)).toBe("GroupBlockListExist");
  });

  it("is possible again after three kicks and not after four", () => {
    expect(canEnter({ ...nobody, timesKicked: 3 }, 0, 10)).toBeNull();
    expect(canEnter({ ...nobody, timesKicked: 4 }, 0, 10)).toBe("GroupKickTooManyTimes");
  });

  it("follows apply_approval", () => {
    expect([0, 1, 2].map(admission)).toEqual(["enter", "ask", "refuse"]);
  });
});

describe("shared files", () => {
  it("are changed by who shared them and by who runs the group", () => {
    expect(canChangeFile(member, 3)).toBeNull();
    expect(canChangeFile(member, 2)).toBe("GroupSharedFileOperateNotAllowed");
    expect(canChangeFile(admin, 3)).toBeNull();
    expect(canChangeFile(stranger, 4)).toBe("GroupMemberPermissionRequired");
  });
});

describe("hidden members", () => {
  it("are seen by who runs the group, and by themselves", () => {
    const hidden = { hideMemberInfo: true };
    const other = { uid: 5, role: "member" as const };
    expect([owner, admin, member].map((target) => seesMember(other, target, hidden))).toEqual([true, true, false]);
    expect(seesMember(member, member, hidden)).toBe(true);
    expect(seesMember(admin, other, hidden)).toBe(true);
    expect(seesMember(member, other, { hideMemberInfo: false })).toBe(true);
  });
});

describe("bans", () => {
  it("count in minutes, and -1 does not end", () => {
    expect(banEnd(2, 1000)).toBe(121_000);
    expect(banEnd(-1, 1000)).toBe(-1);
    expect(banEnd(0, 1000)).toBe(0);
    expect(isBanned(121_000, 120_999)).toBe(true);
    expect(isBanned(121_000, 121_000)).toBe(false);
    expect(isBanned(-1, 9e15)).toBe(true);
    expect(isBanned(0, 0)).toBe(false);
  });
});
