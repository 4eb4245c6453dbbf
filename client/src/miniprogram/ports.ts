import type { HttpPort, Ports, RestMethod, StoragePort, WakePort } from "../index";
import type { MiniProgramHost, RequestAnswer } from "./host";
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
  return ({ method, url, headers, body }) => request(host, method, url, headers, body);
}

/** One request, whose answer is text; bytes go as a whole buffer. */
export function request(
  host: MiniProgramHost,
  method: RestMethod,
  url: string,
  headers: Readonly<Record<string, string>>,
  data?: string | ArrayBuffer,
): ReturnType<HttpPort> {
  return new Promise((resolve, reject) => {
    host.request({
      url,
      method,
      header: headers,
      headers,
      ...(data === undefined ? {} : { data }),
      dataType: "text",
      responseType: "text",
      success: (answer) => resolve(textOf(answer)),
      // In Alipay a status of 400 or more is a failure, with the answer in it.
      fail: (problem) => {
        const answer = problem as RequestAnswer | undefined;
        if (answer?.data === undefined) reject(new Error(reasonOf(problem)));
        else resolve(textOf(answer));
      },
    });
  });
}

/** Some hosts parse JSON although they were asked not to. */
export function textOf({ statusCode, status, data }: RequestAnswer): {
  readonly status: number;
  readonly body: string;
} {
  return { status: statusCode ?? status ?? 0, body: typeof data === "string" ? data : JSON.stringify(data) };
}

/** WeChat says `errMsg`, Alipay `errorMessage`. */
export function reasonOf(problem: unknown): string {
  const { errMsg, errorMessage }: { readonly errMsg?: unknown; readonly errorMessage?: unknown } = Object(problem);
  return String(errMsg ?? errorMessage ?? "request failed");
}

/** A value that is not there is a failure in most hosts, and null in Alipay: both are null here. */
export function storageOf(host: MiniProgramHost): StoragePort {
  return {
    get: (key) =>
      new Promise((resolve) => {
        host.getStorage({
          key,
          success: ({ data }) => resolve(typeof data === "string" ? data : null),
          fail: () => resolve(null),
        });
      }),
    set: (key, data) =>
      new Promise((resolve, reject) => {
        host.setStorage({
          key,
          data,
          success: resolve,
          fail: reject,
        });
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
