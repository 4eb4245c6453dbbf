/** All workloads, in the order they run. */

import type { Workload } from "../lab.ts";
import { coldOpen } from "./cold-open.ts";
import { connections } from "./connections.ts";
import { group } from "./group.ts";
import { hot } from "./hot.ts";
import { login } from "./login.ts";
import { page } from "./page.ts";
import { pingpong } from "./pingpong.ts";
import { largeGroups, rest } from "./rest.ts";
import { search } from "./search.ts";
import { sync } from "./sync.ts";
import { throughput } from "./throughput.ts";

export const workloads: Workload[] = [
  pingpong(1),
  pingpong(50),
  throughput,
  hot,
  group(100),
  group(500),
  connections,
  sync,
  login,
  rest,
  largeGroups,
  search,
  page,
  coldOpen,
];
