/** The server API: reads and writes by many clients, and the two calls that are as large as a group. */

import { OrioleApp } from "../generator/oriole-app.ts";
import type { Lab, Workload } from "../lab.ts";
import { repeated } from "../measure/repeat.ts";
import type { Sample } from "../measure/sample.ts";
import type { ServerProcess } from "../server/server-process.ts";

const PARALLEL = 16;
const CREATED_WITH = 500;
const LARGE = 10_000;
/** Apps found groups with fewer at once and fill them. */
const INVITED_AT_ONCE = 1000;

export const rest: Workload = {
  name: "rest",
  title: `REST, ${PARALLEL} clients at once`,
  contenders: [
    {
      name: "read",
      run: (lab) => onLab(lab, async ({ app }, n) => void (await app.get("/user/profile", app.user(n % PARALLEL)))),
    },
    {
      name: "write",
      run: (lab) =>
        onLab(lab, async ({ app }, n) => {
          await app.post("/user/profile", app.user(n % PARALLEL), { description: `written ${n}` });
        }),
    },
    {
      name: "send",
      run: (lab) =>
        onLab(lab, async ({ app }, n) => {
          const from = n % PARALLEL;
          const message = { type: 1, targets: [app.user(PARALLEL + from).uid], content_type: 0, content: `${n}` };
          await app.post("/message/send", app.user(from), message);
        }),
    },
  ],
  aims: [],
};

export const largeGroups: Workload = {
  name: "rest-groups",
  title: "REST, groups, one call at a time",
  contenders: [
    { name: `create, ${CREATED_WITH} members`, run: (lab) => onOwnServer(lab, CREATED_WITH + 1, create) },
    { name: `page of ${LARGE} members`, run: (lab) => onOwnServer(lab, LARGE + 1, page) },
  ],
  aims: [],
};

function onLab(lab: Lab, call: (lab: Lab, n: number) => Promise<void>): Promise<Sample> {
  return repeated({ server: lab.oriole, seconds: lab.seconds, once: (n) => call(lab, n) }, PARALLEL);
}

async function onOwnServer(
  lab: Lab,
  users: number,
  call: (server: ServerProcess, app: OrioleApp, seconds: number) => Promise<Sample>,
): Promise<Sample> {
  const server = await lab.start("oriole", lab.fresh());
  try {
    return await call(server, await OrioleApp.create(server, users), lab.seconds);
  } finally {
    await server.stop();
  }
}

function create(server: ServerProcess, app: OrioleApp, seconds: number): Promise<Sample> {
  const [owner, ...members] = app.users;
  if (!owner) throw new Error("nobody to found a group");
  return repeated({ server, seconds, once: async () => void (await app.group(owner, members)) }, 1);
}

async function page(server: ServerProcess, app: OrioleApp, seconds: number): Promise<Sample> {
  const owner = app.user(0);
  const gid = await app.group(owner, app.users.slice(1, INVITED_AT_ONCE));
  for (let from = INVITED_AT_ONCE; from < LARGE; from += INVITED_AT_ONCE) {
    const user_list = app.users.slice(from, from + INVITED_AT_ONCE).map(({ uid }) => uid);
    await app.post("/group/invite", owner, { group_id: gid, user_list });
  }
  const path = `/group/member_list?group_id=${gid}&limit=${LARGE}`;
  return repeated({ server, seconds, once: async () => requireAll(await app.get(path, owner)) }, 1);
}

function requireAll(answer: unknown): void {
  const { data } = answer as { data?: unknown[] };
  if (data?.length !== LARGE) throw new Error(`a page of ${data?.length} members`);
}
