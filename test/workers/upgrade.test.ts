/** Objects whose storage a release before this one has left behind. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { disagreements } from "./support/agreement";
import { groupObject, hubOf } from "./support/stage";
import { first, newStage, rest, type Stage } from "./support/three-users";

/** A group that carl asked to come into when hubs did not hear of that. Its object is asleep. */
async function newStageWithOldApplication(): Promise<Stage> {
  const stage = await newStage();
  const { anna, carl, gid } = stage;
  await first(
    stage,
    { by: anna, path: "/group/settings/require_admin_approval", with: { group_id: gid, apply_approval: 1 } },
    { by: carl, path: "/group/apply", with: { group_id: gid } },
  );
  const group = groupObject(anna.app, gid);
  await vi.waitFor(() =>
    runInDurableObject(group, (_instance, { storage }) =>
      expect(storage.sql.exec("SELECT id FROM pending_notice").toArray()).toEqual([]),
    ),
  );
  await runInDurableObject(hubOf(carl), (_instance, { storage }) => {
    expect(storage.sql.exec("DELETE FROM applied WHERE uid = ?", carl.uid).rowsWritten).toBeGreaterThan(0);
  });
  await runInDurableObject(group, (_instance, { storage }) => {
    storage.sql.exec("UPDATE group_schema_step SET done = 2");
  });
  await evictDurableObject(group);
  return stage;
}

const removeCarl = ({ carl, admin }: Stage) => rest({ for: carl, method: "DELETE", path: "/user/delete" }, admin);

const applicants = async ({ anna, gid, admin }: Stage) => {
  const { data } = await rest({ by: anna, path: "/group/application_list", with: { group_list: [gid] } }, admin);
  return (data as { applicant_id: number }[]).map(({ applicant_id }) => applicant_id);
};

describe("an application from before hubs heard of applications", () => {
  it("is there, and can be answered", async () => {
    const stage = await newStageWithOldApplication();
    const { anna, carl, gid, admin } = stage;
    expect(await applicants(stage)).toEqual([carl.uid]);
    const answer = { group_id: gid, user_id: carl.uid, approval: true };
    expect(await rest({ by: anna, path: "/group/apply/handle", with: answer }, admin)).toMatchObject({ code: 200 });
    expect(await disagreements([anna, carl])).toEqual([]);
  });

  it("is taken back by a user who is deleted once the group was awake", async () => {
    const stage = await newStageWithOldApplication();
    expect(await applicants(stage)).toEqual([stage.carl.uid]);
    await vi.waitFor(async () =>
      expect(
        await runInDurableObject(hubOf(stage.carl), (_instance, { storage }) =>
          storage.sql.exec("SELECT gid FROM applied WHERE uid = ?", stage.carl.uid).toArray(),
        ),
      ).toEqual([{ gid: stage.gid }]),
    );
    await removeCarl(stage);
    expect(await applicants(stage)).toEqual([]);
  });

  it("is taken back when the group wakes, of a user who was deleted before", async () => {
    const stage = await newStageWithOldApplication();
    await removeCarl(stage);
    await vi.waitFor(async () => expect(await applicants(stage)).toEqual([]));
    expect(await disagreements([stage.anna, stage.carl])).toEqual([]);
  });
});
