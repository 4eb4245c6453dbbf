import { envelopeOf, numbered } from "../errors/error-rows";
import type { Account } from "./saved-account";

/** What somebody types to log in. */
export interface Credentials {
  readonly appId: string;
  readonly username: string;
  readonly password: string;
}

/** UserAuthFailed, UserFrozen, ServerAppIdInvalid … */
export async function requestAccount(url: string, { appId, username, password }: Credentials): Promise<Account> {
  const data = await post(url, "/token/user", appId, { name: username, password });
  if (typeof data !== "object" || data === null || !("token" in data) || typeof data.token !== "string") {
    throw numbered(719);
  }
  return { appId, username, token: data.token };
}

/** UserAlreadyExist, InvalidUserNameParameter, ServerNotAllowOpenRegister … */
export async function registerUser(url: string, { appId, username, password }: Credentials): Promise<void> {
  await post(url, "/user/register/v2", appId, { username, password });
}

/** Calls that come before there is a user, and so before the SDK has a token to call with. */
async function post(url: string, path: string, appId: string, body: object): Promise<unknown> {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", app_id: appId },
    body: JSON.stringify(body),
  };
  const answer = await fetch(url + path, init)
    .then(async (response) => ({ status: response.status, body: await response.text() }))
    .catch((cause: unknown) => {
      throw numbered(700, String(cause));
    });
  return envelopeOf(answer).data;
}
