/** A login as an existing client does it: password to token by REST, PROVISION on a raw socket, the first UNREAD. */

import type { BenchUser, OrioleApp } from "./oriole-app.ts";
import { isOk } from "./oriole-socket.ts";
import { RawSocket } from "./raw-socket.ts";
import { bytes, COMMAND, Fields, frame, number, xid } from "./wire.ts";

/** OsType WEB. */
const PLATFORM = 6;
const text = (value: string) => Buffer.from(value);

/** Resolves with the connection once its unread list is there. */
export async function plainLogin(app: OrioleApp, user: BenchUser, device: string): Promise<RawSocket> {
  const token = await app.token(user);
  const listed = Promise.withResolvers<void>();
  const socket = await RawSocket.connect(`${app.url}/`, [], {
    frame: (incoming) => {
      const { command, payload } = opened(incoming);
      if (command === COMMAND.UNREAD) listed.resolve();
      if (command !== COMMAND.PROVISION) return;
      if (accepted(payload)) socket.send([frame(COMMAND.UNREAD, [])]);
      else listed.reject(new Error("the login was refused"));
    },
    closed: (code) => listed.reject(new Error(`closed with ${code} during the login`)),
  });
  const provision = [
    ...xid(2, user.uid),
    ...bytes(6, text(token)),
    ...number(7, PLATFORM),
    ...bytes(8, text("2.0.0")),
    ...bytes(10, text(device)),
    ...bytes(13, text("Web")),
  ];
  socket.send([frame(COMMAND.PROVISION, provision)]);
  await listed.promise;
  return socket;
}

function opened(incoming: Uint8Array): { command: number; payload: Fields } {
  const fields = new Fields(incoming);
  let command = -1;
  let payload = new Fields(new Uint8Array(0));
  while (fields.next()) {
    if (fields.field === 3) command = fields.value;
    else if (fields.field === 4) payload = fields.inside();
  }
  return { command, payload };
}

function accepted(provision: Fields): boolean {
  while (provision.next()) if (provision.field === 1) return isOk(provision.inside());
  return false;
}
