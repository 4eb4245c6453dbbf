/** Every method, constant and event of the Floo web SDK (test/support/floo-api.json), at work against a real server. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileCases } from "../support/floo/file-cases.ts";
import { groupCases } from "../support/floo/group-cases.ts";
import { imCases } from "../support/floo/im-cases.ts";
import { memberCases } from "../support/floo/member-cases.ts";
import { Scene } from "../support/floo/person.ts";
import { rosterCases } from "../support/floo/roster-cases.ts";
import { rtcCases } from "../support/floo/rtc-cases.ts";
import { type Cases, type Stage, stageOf } from "../support/floo/stage.ts";
import { systemCases } from "../support/floo/system-cases.ts";
import { userCases } from "../support/floo/user-cases.ts";
import api from "../support/floo-api.json" with { type: "json" };
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
const scenes: Scene[] = [];

const cases: Record<keyof typeof api.managers, Cases> = {
  im: imCases,
  userManage: userCases,
  rosterManage: rosterCases,
  groupManage: { ...groupCases, ...memberCases },
  sysManage: { ...systemCases, ...fileCases },
  rtcManage: rtcCases,
};

afterAll(() => {
  for (const scene of scenes) scene.close();
});

for (const [manager, methods] of Object.entries(api.managers)) {
  describe(manager, () => {
    let stage: Stage;
    const of = cases[manager as keyof typeof cases];

    beforeAll(async () => {
      const scene = new Scene(server.current, await server.current.app(manager.toLowerCase()));
      scenes.push(scene);
      stage = await stageOf(scene);
    });

    it("has exactly the methods of the list, and a case for each", () => {
      const { im } = stage.ann;
      const object = manager === "im" ? im : im[manager as Exclude<keyof typeof api.managers, "im">];
      for (const name of Object.keys(methods)) expect(object, name).toHaveProperty(name);
      if (manager !== "im") expect(Object.keys(object).sort()).toEqual(Object.keys(methods).sort());
      expect(Object.keys(of).sort()).toEqual(Object.keys(methods).sort());
    });

    for (const [name, { args, result }] of Object.entries(methods)) {
      it(`${name}(${args}) ${result}`, () => of[name]?.(stage));
    }
  });
}

describe("events", () => {
  it("were all heard, but for those that the original never tells", () => {
    const heard = new Set(scenes.flatMap(({ people }) => people.flatMap(({ told }) => told.map(({ name }) => name))));
    const missing = Object.keys(api.events).filter((name) => !heard.has(name));
    expect(missing).toEqual(["onRosterNotice"]);
  });
});
