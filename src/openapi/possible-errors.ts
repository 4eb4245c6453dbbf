/** Every error that a call of an operation may be answered with, and the code that stands for it there. */

import { type ErrorName, errors } from "../../protocol/errors";
import type { Access, Operation } from "../operation";
import { ownErrors } from "./own-errors";

/** Of the server itself, whatever is asked of it. */
const anywhere: readonly ErrorName[] = ["ServerUnknownError", "ServerBusy", "ServerTooManyRequest"];
const outOfService: readonly ErrorName[] = ["ServerAppFrozen", "ServerInvalidLicense", "ServerLicenseLimit"];
const appErrors: readonly ErrorName[] = ["ServerAppIdMissing", "ServerAppIdInvalid", ...outOfService];
/** UserNotExist: whom an admin token names. */
const tokenErrors: readonly ErrorName[] = [
  "MissingAccessToken",
  "InvalidToken",
  "UserFrozen",
  "UserNotExist",
  ...outOfService,
];

/** By what the caller has to show. */
const ofAccess: Record<Access, readonly ErrorName[]> = {
  none: [],
  app: appErrors,
  user: tokenErrors,
  holder: tokenErrors,
  delegate: [...tokenErrors, "UserPermissionDenied"],
  admin: [...tokenErrors, "UserPermissionDenied"],
};

export interface PossibleError {
  name: ErrorName;
  code: number;
  meaning: string;
}

export function possibleErrors(operation: Operation): PossibleError[] {
  const { path, access, codes, input } = operation;
  if (!operation.supported) return [possible("NotSupported", {})];
  // An admin token may name whom it acts as, also where there are no parameters.
  const parameters: readonly ErrorName[] =
    Object.keys(input.shape).length > 0 || ofAccess[access] === tokenErrors ? ["InvalidRequestParameter"] : [];
  // An admin token that names one group may be asked for another.
  const inOneGroup: readonly ErrorName[] =
    access === "holder" && Object.hasOwn(input.shape, "group_id") ? ["UserPermissionDenied"] : [];
  const names = new Set([...ofAccess[access], ...parameters, ...inOneGroup, ...ownErrors(path), ...anywhere]);
  return [...names].map((name) => possible(name, codes));
}

function possible(name: ErrorName, codes: Operation["codes"]): PossibleError {
  const { rest, meaning } = errors[name];
  return { name, code: codes[name] ?? rest, meaning };
}
