/** What D1 reads to answer: with 100,000 users in an app, a login that goes through all of them is slow, and billed by the row. */

import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { mirrorDevices } from "../../durable-objects/hub/device-mirror";
import type { DeviceRegistry } from "../../durable-objects/hub/device-registry";
import { allocateId } from "../../src/store/allocate-id";
import {
  acceptApplication,
  applicationsTo,
  befriend,
  forgetUser,
  saveApplication,
  setBlocked,
  unfriend,
} from "../../src/store/friendships";
import { countJoined, countOwned, publicGroups } from "../../src/store/groups";
import { keepKicks } from "../../src/store/kicked-devices";
import { findLogin } from "../../src/store/login-failures";
import { isAliasTaken } from "../../src/store/push";
import { revoke } from "../../src/store/revoked-tokens";
import { holding, markTold, rosterVersion } from "../../src/store/rosters";
import { untoldUsers } from "../../src/store/untold-users";
import { listBanned, lookUp, raiseGeneration, setMobile } from "../../src/store/users";

const APP = "plans";
/** A hub that has a device to forget, and none to write. */
const FORGETFUL = {
  removed: () => [{ uid: 1, sn: 1 }],
  markForgotten: () => {},
  unmirrored: () => [],
} as unknown as DeviceRegistry;
const CHANGE = { nowMs: 1, mark: 1 };
const APPLICATION = { app: APP, uid: 1, applicant: 2, reason: "", alias: "", expiredTime: 2 };

/** D1 that keeps how SQLite sets about each statement. */
function explaining() {
  const plans: Promise<D1Result<{ detail: string }>>[] = [];
  const db = new Proxy(env.DB, {
    get(target, name) {
      if (name === "batch") return target.batch.bind(target);
      if (name !== "prepare") return Reflect.get(target, name);
      return (query: string) => {
        const [statement, explained] = [target.prepare(query), target.prepare(`EXPLAIN QUERY PLAN ${query}`)];
        return Object.assign(Object.create(statement), {
          bind: (...values: unknown[]) => {
            plans.push(explained.bind(...values).all());
            return statement.bind(...values);
          },
        });
      };
    },
  });
  return {
    db,
    plan: async () => (await Promise.all(plans)).flatMap(({ results }) => results.map(({ detail }) => detail)),
  };
}

/** Through a table from end to end, or through all that an app has in it. */
const AT_LENGTH = /^SCAN (?!json_each|CONSTANT|named)|PRIMARY KEY \(app=\?\)$/;

const SAID = { number: "1", others: [], prefix: "" } as const;

describe("the directory reads no more of an app than it was asked for", () => {
  it.each<[string, (db: D1Database) => Promise<unknown>]>([
    ["a login by username", (db) => findLogin(db, APP, { by: "username", name: "x" }, SAID)],
    ["a login by mobile", (db) => findLogin(db, APP, { by: "mobile", name: "x" }, SAID)],
    ["a login by any name", (db) => findLogin(db, APP, { by: "any", name: "x" }, SAID)],
    ["a login by id", (db) => findLogin(db, APP, { by: "uid", uid: 1 }, SAID)],
    ["a search by username", (db) => lookUp(db, APP, { username: "x" })],
    ["a search by mobile", (db) => lookUp(db, APP, { mobile: "x" })],
    ["another mobile number", (db) => setMobile(db, APP, 1, "x")],
    ["an alias", (db) => isAliasTaken(db, APP, "x")],
    ["users whose hub has yet to hear", (db) => untoldUsers(db, APP, 10)],
    ["a kick", (db) => keepKicks(db, { app: APP, uid: 1, at: 1 }, ["x"], 0)],
    ["a token taken back", (db) => revoke(db, { app: APP, uid: 1, jti: "x", expiresAt: 1 }, 1)],
    ["another password", (db) => raiseGeneration(db, APP, 1)],
    ["new friends", (db) => befriend(db, APP, 1, [2], CHANGE)],
    ["an application", (db) => saveApplication(db, APPLICATION, 1)],
    ["an application that is accepted", (db) => acceptApplication(db, APP, 1, 2, CHANGE)],
    ["applications", (db) => applicationsTo(db, APP, 1, 0, 10)],
    ["the end of a friendship", (db) => unfriend(db, APP, 1, 2, CHANGE)],
    ["the end of a block", (db) => setBlocked(db, APP, 1, 2, false, CHANGE)],
    ["a user who goes", (db) => forgetUser(db, APP, 1, [2], 1)],
    ["changes that were told", (db) => markTold(db, APP, 1, [{ friend: 2, mark: 1 }])],
    ["friends who hold a user for one", (db) => holding(db, APP, 1, [2])],
    ["the version of a roster", (db) => rosterVersion(db, APP, 1)],
    ["devices that are forgotten", (db) => mirrorDevices(db, APP, FORGETFUL)],
    ["groups that a user owns", (db) => countOwned(db, APP, 1)],
    ["groups that users are in", (db) => countJoined(db, APP, [1])],
  ])("%s", async (_what, ask) => {
    const { db, plan } = explaining();
    await ask(db);
    const steps = await plan();
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((step) => AT_LENGTH.test(step))).toEqual([]);
  });

  it("an id, but for the greatest block", async () => {
    const { db, plan } = explaining();
    await allocateId(db, APP, "user");
    expect((await plan()).filter((step) => step.endsWith("(kind=?)"))).toHaveLength(1);
  });

  it("groups that anybody may find", async () => {
    const { db, plan } = explaining();
    await publicGroups(db, APP, 10);
    expect(await plan()).toEqual([expect.stringContaining("groups_public")]);
  });

  it("those who are banned", async () => {
    const { db, plan } = explaining();
    await listBanned(db, APP, { after: 0, limit: 10, nowMs: 0 });
    expect(await plan()).toEqual([expect.stringContaining("users_banned")]);
  });
});
