/** oriole-client/node: what Node before 22 lacks (a WebSocket, from the package `ws`), and a folder instead of a browser's storage. */

import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import WebSocket from "ws";
import type { Ports, Socket, SocketPort, StoragePort } from "../index";

/** Sockets of the package `ws`. */
export const nodeSocket: SocketPort = (url, protocols) => new WebSocket(url, protocols) as Socket;

/**
 * A folder as storage, a file for each value, so that a process keeps its device over restarts, and with
 * `store({ vault: storageVault(folderStorage(path)) })` its unsent messages. Two processes must not share one.
 */
export function folderStorage(path: string): StoragePort {
  const fileOf = (key: string) => join(path, encodeURIComponent(key));
  let turn: Promise<unknown> = Promise.resolve();
  return {
    async get(key) {
      await turn;
      return readFile(fileOf(key), "utf8").catch(() => null);
    },
    set(key, value) {
      const written = turn.then(async () => {
        await mkdir(path, { recursive: true });
        const part = `${fileOf(key)}.part`;
        await writeFile(part, value);
        // Whole or not at all, whatever kills the process.
        await rename(part, fileOf(key));
      });
      turn = written.catch(() => {});
      return written;
    },
  };
}

/** Ports for Node 20 and later: `createClient({ …, ports: nodePorts("./device") })`. Without a folder each client is a new device. */
export function nodePorts(folder?: string): Partial<Ports> {
  return folder === undefined ? { socket: nodeSocket } : { socket: nodeSocket, storage: folderStorage(folder) };
}
