/** The command line of `npm run bench`. */

import { parseArgs } from "node:util";

export interface Options {
  /** Workloads by the beginning of their name; empty for all. */
  only: string[];
  /** Contenders by name; empty for all. A ratio needs its floor among them. */
  contenders: string[];
  /** Measured time of a run. */
  seconds: number;
  /** Runs of each contender; the medians are reported. */
  rounds: number;
  /** Where the data of a run goes; null for the system's temporary folder. What syncing costs is this disk's matter. */
  data: string | null;
  /** Uses the Worker that was built last. */
  noBuild: boolean;
}

export const USAGE = `npm run bench -- [options]
  --only a,b     only workloads whose name begins so (pingpong, throughput, hot, group, connections, sync,
                 login, rest, search, page, cold-open)
  --contenders a,b
                 only these of each workload (naive, direct, inbox, …)
  --seconds n    measured seconds a run (5)
  --rounds n     runs of each contender, alternating (3)
  --quick        the same as --seconds 2 --rounds 1
  --data folder  put the servers' data there (the temporary folder)
  --no-build     measure the Worker that was built last`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      contenders: { type: "string" },
      seconds: { type: "string" },
      rounds: { type: "string" },
      data: { type: "string" },
      quick: { type: "boolean", default: false },
      "no-build": { type: "boolean", default: false },
    },
  });
  return {
    only: namesIn(values.only),
    contenders: namesIn(values.contenders),
    seconds: Number(values.seconds ?? (values.quick ? 2 : 5)),
    rounds: Number(values.rounds ?? (values.quick ? 1 : 3)),
    data: values.data ?? null,
    noBuild: values["no-build"],
  };
}

function namesIn(list = ""): string[] {
  return list.split(",").filter(Boolean);
}
