import type { HttpPort, Ports, StoragePort, WakePort } from "../index";
import type { MiniProgramHost } from "./host";
import { TaskSocket } from "./task-socket";

/** What a mini-program gives in place of a browser's functions. */
export function miniProgramPorts(host: MiniProgramHost): Pick<Ports, "socket" | "http" | "storage" | "wake"> {
  return {
    socket: (url, protocols) => new TaskSocket(host, url, protocols),
    http: httpOf(host),
    storage: storageOf(host),
    wake: wakeOf(host),
  };
}

function httpOf(host: MiniProgramHost): HttpPort {
  return ({ method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      host.request({
        url,
        method,
        header: headers,
        headers,
        ...(body === undefined ? {} : { data: body }),
        dataType: "text",
        responseType: "text",
        success: ({ statusCode, status, data }) =>
          resolve({
            status: statusCode ?? status ?? 0,
            // Some hosts parse JSON although they were asked not to.
            body: typeof data === "string" ? data : JSON.stringify(data),
          }),
        fail: (problem) => reject(new Error(reasonOf(problem))),
      });
    });
}

/** WeChat says `errMsg`, Alipay `errorMessage`. */
function reasonOf(problem: unknown): string {
  const { errMsg, errorMessage } = { errMsg: undefined, errorMessage: undefined, ...(problem ?? {}) };
  return String(errMsg ?? errorMessage ?? "request failed");
}

/** A value that is not there is a failure in most hosts, and null in Alipay: both are null here. */
function storageOf(host: MiniProgramHost): StoragePort {
  return {
    get: (key) =>
      new Promise((resolve) => {
        host.getStorage({
          key,
          success: ({ data }) => resolve(typeof data === "string" ? data : null),
          fail: () => resolve(null),
        });
      }),
    // Full storage costs the device its identity at the next start, not the session.
    set: (key, data) =>
      new Promise((resolve) => {
        host.setStorage({ key, data, success: () => resolve(), fail: () => resolve() });
      }),
  };
}

/** Hidden mini-programs are put to sleep, and hosts close their sockets then, often without a word. */
function wakeOf(host: MiniProgramHost): WakePort {
  return (woke) => {
    const connected = ({ isConnected }: { readonly isConnected: boolean }) => {
      if (isConnected) woke();
    };
    const shown = () => woke();
    host.onNetworkStatusChange?.(connected);
    host.onAppShow?.(shown);
    return () => {
      host.offNetworkStatusChange?.(connected);
      host.offAppShow?.(shown);
    };
  };
}
