import { createClient, type OrioleClient, webStorage } from "oriole-client";
import { store } from "oriole-client/store";
import { type ShallowRef, shallowRef } from "vue";
import { forgetOpened } from "../frame/opened-conversation";
import { forgetNames } from "../people/kept-names";
import { type Credentials, registerUser, requestAccount } from "./account-api";
import { browserName } from "./browser-name";
import { type Account, forgetAccount, loadAccount, saveAccount } from "./saved-account";

export type SessionState =
  | { readonly at: "signedOut"; readonly cause: unknown }
  | { readonly at: "signingIn" }
  /** `turn` tells this login from any other of this window. */
  | { readonly at: "signedIn"; readonly turn: number; readonly account: Account; readonly client: OrioleClient };

export interface Session {
  readonly state: Readonly<ShallowRef<SessionState>>;
  /** The list of the last visit is here; or there is none, or it takes too long to wait for. Never rejects. */
  readonly begun: Promise<void>;
  signIn(credentials: Credentials): Promise<void>;
  register(credentials: Credentials): Promise<void>;
  /** Leaves nothing of the user in this browser. */
  signOut(): void;
  /** The same login once more, after the server ended it: another window is then the one that gives way. */
  again(): void;
}

/** How long a page may show nothing, so that it shows its list first and not that it waits for it, ms. */
const BLANK_MS = 150;

/** One user in one window, from the login form to the log-out button; goes on after a reload. `storage` is the window's, `lasting` the browser's. */
export function createSession(url: string, storage: Storage, lasting: Storage): Session {
  const state = shallowRef<SessionState>({ at: "signedOut", cause: null });

  let turns = 0;
  let wipe: () => Promise<void> = async () => {};

  const disconnect = () => {
    if (state.value.at === "signedIn") state.value.client.close();
  };
  const leave = (cause: unknown) => {
    disconnect();
    forgetAccount(storage);
    forgetOpened();
    state.value = { at: "signedOut", cause };
  };

  /** The page is usable at once, with what was seen last: the connection has its own place to say how it is. */
  const enter = (account: Account) => {
    const ports = { storage: webStorage(storage) };
    const kept = store();
    wipe = kept.wipe;
    const client = createClient({
      url,
      appId: account.appId,
      agent: browserName(navigator.userAgent),
      ports,
      features: [kept],
    });
    client.on("state", (connection) => {
      if (connection.at === "closed" && connection.cause.retry === "login") leave(connection.cause);
    });
    state.value = { at: "signedIn", turn: ++turns, account, client };
    // A refusal is told by the state as well.
    client.loginWithToken(account.token).catch(() => {});
    return client;
  };

  const begin = async (credentials: Credentials, first: () => Promise<void>) => {
    state.value = { at: "signingIn" };
    try {
      await first();
      const account = await requestAccount(url, credentials);
      saveAccount(storage, account);
      enter(account);
    } catch (cause) {
      leave(cause);
    }
  };

  const saved = loadAccount(storage);
  const begun = saved ? firstLines(enter(saved)) : Promise.resolve();

  return {
    state,
    begun,
    signIn: (credentials) => begin(credentials, () => Promise.resolve()),
    register: (credentials) => begin(credentials, () => registerUser(url, credentials)),
    signOut() {
      if (state.value.at === "signedIn") forgetNames(lasting, state.value.account);
      leave(null);
      // What cannot be opened has nothing in it, either.
      wipe().catch(() => {});
    },
    again() {
      if (state.value.at !== "signedIn") return;
      disconnect();
      enter(state.value.account);
    },
  };
}

function firstLines(client: OrioleClient): Promise<void> {
  return new Promise((resolve) => {
    client.once("conversation", () => resolve());
    setTimeout(resolve, BLANK_MS);
  });
}
