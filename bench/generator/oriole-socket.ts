/** One XSYNC connection, to an inbox or to a conversation: logs in and takes the frames apart. */

import type { BenchUser } from "./oriole-app.ts";
import { RawSocket } from "./raw-socket.ts";
import { COMMAND, Fields, frame } from "./wire.ts";

/** A SyncDL or UnreadDL, not yet looked into. */
export interface DownlinkEvents {
  sync(fields: Fields): void;
  unread(fields: Fields): void;
  closed(code: number, reason: string): void;
}

const STATUS_OK = 1;
/** OsType LINUX. */
const PLATFORM = 5;

export class OrioleSocket {
  readonly raw: RawSocket;
  /** The serial of the device, as the login said. */
  readonly sn: number;

  private constructor(raw: RawSocket, sn: number) {
    this.raw = raw;
    this.sn = sn;
  }

  static inbox(url: string, user: BenchUser, events: DownlinkEvents): Promise<OrioleSocket> {
    return OrioleSocket.#open(`${url}/xsync?guid=bench-${user.uid}&platform=${PLATFORM}`, user, events);
  }

  /** Straight to the conversation that the user calls `xid`. */
  static direct(url: string, user: BenchUser, sn: number, xid: number, events: DownlinkEvents): Promise<OrioleSocket> {
    return OrioleSocket.#open(`${url}/xsync/conversations/${xid}?sn=${sn}`, user, events);
  }

  static async #open(url: string, user: BenchUser, events: DownlinkEvents): Promise<OrioleSocket> {
    const login = Promise.withResolvers<number>();
    const raw = await RawSocket.connect(url, ["xsync", `token.${user.token}`], {
      frame(bytes) {
        const fields = new Fields(bytes);
        let command = -1;
        while (fields.next()) {
          if (fields.field === 3) command = fields.value;
          else if (fields.field !== 4) continue;
          else if (command === COMMAND.SYNC) events.sync(fields.inside());
          else if (command === COMMAND.UNREAD) events.unread(fields.inside());
          else if (command === COMMAND.PROVISION) {
            const sn = serialIn(fields.inside());
            if (sn === null) login.reject(new Error(`${url}: login refused`));
            else login.resolve(sn);
          }
        }
      },
      closed(code, reason) {
        login.reject(new Error(`${url}: closed with ${code} ${reason}`));
        events.closed(code, reason);
      },
    });
    return new OrioleSocket(raw, await login.promise);
  }

  unread(payload: number[] = []): void {
    this.raw.send([frame(COMMAND.UNREAD, payload)]);
  }
}

/** Status code of a Status message. */
export function isOk(status: Fields): boolean {
  while (status.next()) if (status.field === 1) return status.value === STATUS_OK;
  return false;
}

function serialIn(provision: Fields): number | null {
  let ok = false;
  let sn = 0;
  while (provision.next()) {
    if (provision.field === 1) ok = isOk(provision.inside());
    if (provision.field !== 2) continue;
    const xid = provision.inside();
    while (xid.next()) if (xid.field === 2) sn = xid.value;
  }
  return ok ? sn : null;
}

export function uidIn(xid: Fields): number {
  while (xid.next()) if (xid.field === 1) return xid.value;
  return 0;
}
