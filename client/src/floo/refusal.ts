import { ClientError } from "../index";
import type { FlooFailure } from "./events";
import type { Refusal } from "./shapes";

/** Numbers of errors, by the STATIC_FRAME_ERROR_STATUS that tells them; everything else is a FAIL. */
const statuses: Readonly<Record<number, readonly number[]>> = {
  4: [902],
  7: [108, 110, 112, 113, 307],
  8: [2, 104, 301, 302, 400, 404, 405, 601, 603, 724, 725, 900, 901],
  9: [6, 100, 102, 103, 303, 305, 500, 602, 611, 612, 613, 906],
  10: [106],
  11: [107, 623],
  12: [403],
  13: [109],
  15: [111, 905],
  17: [713, 721, 722],
  18: [714, 723],
  19: [715, 730],
  20: [406, 705, 716],
};
const FAIL = 2;

/** Names of categories, by status. */
const categories: Readonly<Record<number, string>> = {
  2: "FAIL",
  10: "USER_FROZEN",
  11: "USER_BANNED",
  17: "LICENSE",
  18: "LICENSE",
  19: "APP_FROZEN",
};

export function statusOf(error: ClientError): number {
  for (const status in statuses) if (statuses[status]?.includes(error.number)) return Number(status);
  return FAIL;
}

export function failureOf(thrown: unknown): FlooFailure {
  if (!(thrown instanceof ClientError)) {
    const { code = FAIL, message } = thrown as Partial<Refusal>;
    return { category: "FAIL", desc: message ?? String(thrown), code };
  }
  const error = thrown;
  const status = statusOf(error);
  return { category: categories[status] ?? status, desc: error.message, code: status };
}

/** How a call of the original rejects: with what the server answered, or with an Error when it did not. */
export function refusalOf(url: string, thrown: unknown): Refusal | unknown {
  if (!(thrown instanceof ClientError) || thrown.code === undefined) return thrown;
  return { url, code: thrown.code, message: thrown.message };
}
