import type { HttpPort } from "../index";

/** As much of XMLHttpRequest as browsers without fetch need. */
interface Xhr {
  open(method: string, url: string, async: true): void;
  setRequestHeader(name: string, value: string): void;
  send(body?: string): void;
  onreadystatechange: (() => void) | null;
  readonly readyState: number;
  readonly status: number;
  readonly responseText: string;
}

const DONE = 4;

/** REST for browsers that have no fetch. Status 0 is what they call no response at all. */
export function xhrPort(create: () => Xhr): HttpPort {
  return ({ method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      const xhr = create();
      xhr.open(method, url, true);
      for (const name in headers) xhr.setRequestHeader(name, headers[name] as string);
      xhr.onreadystatechange = () => {
        if (xhr.readyState !== DONE) return;
        if (xhr.status === 0) reject(new Error("no response"));
        else resolve({ status: xhr.status, body: xhr.responseText });
      };
      xhr.send(body);
    });
}
