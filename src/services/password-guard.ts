/**
 * Against guessing passwords: wrong ones are counted by account and by address, and after some of them each further try has
 * to wait, twice as long every time (docs/moderation.md, [RATE-6]). Counted in D1, because an attacker is spread over isolates
 * and outlives them; who gives the right password writes nothing.
 */

import type { App } from "../../durable-objects/access/app";
import { clientAddress } from "../../durable-objects/access/client-address";
import { tooMany } from "../../durable-objects/access/request-rates";
import type { Env } from "../../durable-objects/env";
import {
  accountOf,
  BY_APP,
  countFailure,
  findLogin,
  forgetFailures,
  type LoginFailures,
  type LoginName,
  type LoginUser,
} from "../store/login-failures";
import { mobileOf } from "./mobile";

/** Wrong passwords are forgotten after this long without another. */
const WINDOW_MS = 15 * 60_000;
const MAX_WAIT_MS = 15 * 60_000;
/** Many people may share an address. */
const TRIES_OF_ADDRESS = 10;

/** How long to wait after so many wrong ones. */
export function waitAfter(failures: number, tries: number): number {
  return failures < tries ? 0 : Math.min(MAX_WAIT_MS, 1_000 * 2 ** Math.min(failures - tries, 20));
}

export interface Attempt {
  env: Env;
  request: Request;
  app: App;
  nowMs: number;
  /** It is the app's own server that asks, by an admin token: for users of all addresses, and nobody else's guesses stop it. */
  byApp?: boolean;
}

// Checks under way by account: many at once would all be let in before the first of them has failed.
const underWay = new Map<string, number>();

/** Who is to be let in, and what stands against it. */
export interface Asked {
  user: LoginUser | null;
  /** What its wrong passwords are counted by. Names that nobody has wait as others do: whether one exists is not to be told by it. */
  account: string;
  failures: LoginFailures[];
}

export async function askFor(attempt: Attempt, login: LoginName): Promise<Asked> {
  const { env, app } = attempt;
  const prefix = attempt.byApp ? BY_APP : "";
  // However it is said what the name is: else one that somebody has would be known by what each way counts.
  const number = login.by === "uid" ? "" : (mobileOf(login.name) ?? "");
  const unknown = prefix + (login.by === "uid" ? `uid:${login.uid}` : `name:${number || login.name}`);
  const others = subjectsOf(attempt, unknown);
  const { user, named, failures } = await findLogin(env.DB, app.id, login, { number, others, prefix });
  const account = named === null ? unknown : prefix + accountOf(named);
  const subjects = subjectsOf(attempt, account);
  return { user, account, failures: failures.filter(({ subject }) => subjects.includes(subject)) };
}

/** Runs a check of a password, which is null for a wrong one; ServerTooManyRequest before it where the account has to wait. */
export async function guarded<T>(attempt: Attempt, asked: Asked, check: () => Promise<T | null>): Promise<T | null> {
  const { env, app, nowMs } = attempt;
  const { account, failures } = asked;
  const waitMs = Math.max(0, ...failures.map(({ blockedUntil }) => blockedUntil - nowMs));
  if (waitMs > 0) throw tooMany(waitMs);
  const key = `${app.id}:${account}`;
  const running = underWay.get(key) ?? 0;
  const failed = failures.find(({ subject }) => subject === account)?.failures ?? 0;
  if (running > 0 && failed + running >= app.settings.password_tries) throw tooMany(1_000);
  underWay.set(key, running + 1);
  try {
    const checked = await check();
    if (checked === null) await countAll(attempt, account, failures);
    else if (failed > 0) await forgetFailures(env.DB, app.id, account);
    return checked;
  } finally {
    const left = (underWay.get(key) ?? 1) - 1;
    if (left > 0) underWay.set(key, left);
    else underWay.delete(key);
  }
}

function subjectsOf({ env, request, byApp }: Attempt, account: string): string[] {
  const address = byApp ? null : clientAddress(request, env);
  return address === null ? [account] : [account, `ip:${address}`];
}

async function countAll(attempt: Attempt, account: string, before: LoginFailures[]): Promise<void> {
  const { env, app, nowMs } = attempt;
  const sinceMs = nowMs - WINDOW_MS;
  await Promise.all(
    subjectsOf(attempt, account).map((subject) => {
      const tries = app.settings.password_tries * (subject === account ? 1 : TRIES_OF_ADDRESS);
      const known = before.find((each) => each.subject === subject && each.updatedAt > sinceMs);
      const untilMs = nowMs + waitAfter((known?.failures ?? 0) + 1, tries);
      return countFailure(env.DB, { app: app.id, subject, untilMs, nowMs, sinceMs });
    }),
  );
}
