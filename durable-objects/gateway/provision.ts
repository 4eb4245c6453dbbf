/** Reads and checks a PROVISION ([LOGIN-1], [LOGIN-3]). */

import { pb } from "../../protocol/codec";
import { OrioleError } from "../../protocol/errors";
import { decode, readFrame } from "../../protocol/frames";
import { idOf } from "../../protocol/sync-request";
import type { Claims } from "../access/token";

/** The text on which existing clients go back to their login page. */
export const LOGIN_FIRST = "you must login first";

export interface Provision {
  uid: number;
  token: string;
  guid: string;
  platform: number;
  agent: string;
}

export function readProvision(bytes: Uint8Array): Provision {
  const frame = readFrame(bytes);
  if (frame.command !== "PROVISION") throw new OrioleError("UserNotLogin", LOGIN_FIRST);
  const request = decode(pb.Provision, frame.payload);
  return {
    uid: idOf(request.xid),
    token: request.token ?? "",
    guid: request.device_guid ?? "",
    platform: request.os_type ?? 0,
    agent: request.device_info ?? "",
  };
}

/** The device that logs in, if the token is this user's and this device's. */
export function admitted(request: Provision, claims: Claims): { uid: number; guid: string } {
  if (claims.role !== "user") throw new OrioleError("InvalidToken", "not a user's token");
  if (request.uid !== claims.uid) throw new OrioleError("SenderForged", "the token is another user's");
  const guid = request.guid || claims.guid || "";
  if (guid === "") throw new OrioleError("InvalidParam", "device_guid missing");
  if (claims.guid !== null && claims.guid !== guid) throw new OrioleError("DeviceGuidConflict");
  return { uid: claims.uid, guid };
}
