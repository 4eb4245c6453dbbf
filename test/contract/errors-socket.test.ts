/** Errors of the published list that the server tells over sockets, as the SDK's client hears of them. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errors } from "../../protocol/errors.ts";
import { Devices, SEND_RATE, socketCauses } from "../support/conformance/socket-error-causes.ts";
import { Stage } from "../support/conformance/stage.ts";
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer({ SEND_RATE: String(SEND_RATE) });
let devices: Devices;

beforeAll(async () => {
  devices = new Devices(await Stage.open(server.current, "errors"));
});

afterAll(() => devices.closeAll());

// At once: one of them takes as long as the server waits for a login.
describe.concurrent("told over a socket", () => {
  it.each(Object.entries(socketCauses))("%s", async (name, cause) => {
    const { number, retry } = errors[name as keyof typeof errors];
    expect(await cause(devices)).toMatchObject({ name: "ClientError", error: name, number, retry });
  });
});
