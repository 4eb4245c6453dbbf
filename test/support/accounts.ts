/** An app, its admin, and users with devices, for the tests of accounts. */

import { afterEach, beforeAll } from "vitest";
import type { Api } from "./api.ts";
import { Device } from "./device.ts";
import { type TestApp, type TestServer, type TestUser, usePrivateServer } from "./private-server.ts";

export interface Accounts {
  readonly server: TestServer;
  readonly app: TestApp;
  readonly admin: Api;
  newUser(): Promise<TestUser>;
  /** REST as the app, for this user. */
  acting(user: TestUser): Api;
  device(user: Pick<TestUser, "uid" | "token">, guid?: string): Promise<Device>;
  /** Closes a device that was opened elsewhere with the others. */
  closing(device: Device): Device;
  logIn(name: string, password: string): Promise<{ code: number; token: string }>;
}

/** For the tests of one file: there from the first beforeAll on; devices are closed after each test. */
export function useAccounts(name: string): Accounts {
  const server = usePrivateServer();
  const devices: Device[] = [];
  let made: { app: TestApp; admin: Api } | null = null;
  let counter = 0;
  beforeAll(async () => {
    const app = await server.current.app(name);
    made = { app, admin: await app.admin() };
  });
  afterEach(() => {
    for (const device of devices.splice(0)) device.close();
  });
  const current = () => {
    if (!made) throw new Error("the app is not there yet");
    return made;
  };
  const closing = (device: Device) => {
    devices.push(device);
    return device;
  };
  return {
    get server() {
      return server.current;
    },
    get app() {
      return current().app;
    },
    get admin() {
      return current().admin;
    },
    closing,
    newUser: () => current().app.user(`user_${++counter}`),
    acting: ({ uid }) => current().admin.with({ user_id: String(uid) }),
    device: async (user, guid = "phone") => closing(await Device.inbox(server.current.url, user, guid)),
    async logIn(user, password) {
      const { code, data } = await current().app.api.post("/token/user", { name: user, password });
      return { code, token: (data as { token: string } | null)?.token ?? "" };
    },
  };
}

export const put = (api: Api, path: string, body: unknown) => api.call("PUT", path, {}, JSON.stringify(body));
