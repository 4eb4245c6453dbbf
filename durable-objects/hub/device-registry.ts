/** The devices of the hub's users: who they are, which serial each has ([LOGIN-2]). */

import { OrioleError } from "../../protocol/errors";
import { midAt } from "../../protocol/ids";
import { MAX_KNOWN_DEVICES } from "../../protocol/limits";

export interface Device {
  sn: number;
  guid: string;
  platform: number;
  agent: string;
  /** A mid of the moment it was first seen: what came before and was read is not given to it. */
  createdMid: number;
  lastSeen: number;
}

export interface Arrival {
  uid: number;
  guid: string;
  platform: number;
  agent: string;
}

/** The user's other devices. */
export interface Others {
  /** Makes no room. */
  isOnline(sn: number): boolean;
  /** It made room: whatever else is kept of it may go. */
  forget(sn: number): void;
}

interface StoredDevice extends Record<string, SqlStorageValue> {
  uid: number;
  sn: number;
  guid: string;
  platform: number;
  agent: string;
  created_mid: number;
  last_seen: number;
}

/** Seen is written at most this often: a login must not cost a row each time. */
const SEEN_EVERY_MS = 3600_000;
const MAX_GUID_CHARS = 128;
const MAX_AGENT_CHARS = 256;

export class DeviceRegistry {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  of(uid: number): Device[] {
    return this.#sql.exec<StoredDevice>("SELECT * FROM device WHERE uid = ? ORDER BY sn", uid).toArray().map(fromRow);
  }

  /** Finds the device by its guid or takes it up. */
  arrive(arrival: Arrival, nowMs: number, others: Others): { device: Device; isNew: boolean } {
    const { uid, guid, platform } = arrival;
    if (guid === "" || guid.length > MAX_GUID_CHARS)
      throw new OrioleError("InvalidParam", "device_guid missing or too long");
    const agent = arrival.agent.slice(0, MAX_AGENT_CHARS);
    const known = this.of(uid);
    const before = known.find((device) => device.guid === guid);
    const changed = before && (before.platform !== platform || before.agent !== agent);
    if (before && !changed && nowMs - before.lastSeen < SEEN_EVERY_MS) return { device: before, isNew: false };
    if (!before) this.#makeRoom(uid, known, others);
    const device: Device = {
      sn: before?.sn ?? this.#nextSerial(uid, known),
      guid,
      platform,
      agent,
      createdMid: before?.createdMid ?? midAt(nowMs),
      lastSeen: nowMs,
    };
    this.#save(uid, device);
    return { device, isNew: !before };
  }

  remove(uid: number, sn: number): boolean {
    this.#sql.exec("DELETE FROM cursor WHERE uid = ? AND sn = ?", uid, sn);
    const known = this.#sql.exec("DELETE FROM device WHERE uid = ? AND sn = ?", uid, sn).rowsWritten > 0;
    if (known) this.#sql.exec("INSERT OR REPLACE INTO removed_device (uid, sn) VALUES (?, ?)", uid, sn);
    return known;
  }

  /** Devices that D1 has yet to forget. */
  removed(): { uid: number; sn: number }[] {
    return this.#sql.exec<{ uid: number; sn: number }>("SELECT uid, sn FROM removed_device").toArray();
  }

  markForgotten(devices: readonly { uid: number; sn: number }[]): void {
    for (const { uid, sn } of devices) this.#sql.exec("DELETE FROM removed_device WHERE uid = ? AND sn = ?", uid, sn);
  }

  /** Devices that D1 has yet to see. */
  unmirrored(limit: number): (Device & { uid: number })[] {
    return this.#sql
      .exec<StoredDevice>("SELECT * FROM device WHERE mirrored = 0 LIMIT ?", limit)
      .toArray()
      .map((row) => ({ ...fromRow(row), uid: row.uid }));
  }

  markMirrored(devices: { uid: number; sn: number; lastSeen: number }[]): void {
    for (const { uid, sn, lastSeen } of devices) {
      this.#sql.exec("UPDATE device SET mirrored = 1 WHERE uid = ? AND sn = ? AND last_seen = ?", uid, sn, lastSeen);
    }
  }

  /** Never one that a removed device had: what that one sent would be taken for the new one's own ([PULL-5]). */
  #nextSerial(uid: number, known: Device[]): number {
    const [row] = this.#sql.exec<{ last: number }>("SELECT last FROM device_serial WHERE uid = ?", uid).toArray();
    const next = Math.max(row?.last ?? 0, ...known.map(({ sn }) => sn)) + 1;
    this.#sql.exec("INSERT OR REPLACE INTO device_serial (uid, last) VALUES (?, ?)", uid, next);
    return next;
  }

  #makeRoom(uid: number, known: Device[], { isOnline, forget }: Others): void {
    const away = known.filter(({ sn }) => !isOnline(sn)).sort((a, b) => a.lastSeen - b.lastSeen);
    for (const { sn } of away.slice(0, Math.max(0, known.length + 1 - MAX_KNOWN_DEVICES))) {
      this.remove(uid, sn);
      forget(sn);
    }
  }

  #save(uid: number, device: Device): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO device (uid, sn, guid, platform, agent, created_mid, last_seen, mirrored)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
      uid,
      device.sn,
      device.guid,
      device.platform,
      device.agent,
      device.createdMid,
      device.lastSeen,
    );
  }
}

function fromRow(row: StoredDevice): Device {
  return {
    sn: row.sn,
    guid: row.guid,
    platform: row.platform,
    agent: row.agent,
    createdMid: row.created_mid,
    lastSeen: row.last_seen,
  };
}
