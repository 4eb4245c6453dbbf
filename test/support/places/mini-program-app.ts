/** A whole mini-program: its app.js and pages from a folder, opened and closed as the host does. */

import { join } from "node:path";
import { MiniProgramModules } from "./mini-program-modules.ts";
import { type MiniProgramRealm, miniProgramRealm } from "./mini-program-realm.ts";

type Data = Record<string, unknown>;
type Handler = (event: unknown) => unknown;

/** A page as its own code has it: `data`, setData, and what it was made of. */
export interface OpenPage {
  readonly path: string;
  readonly data: Data;
  readonly handlers: Readonly<Record<string, Handler | undefined>>;
}

interface PageObject extends Record<string, unknown> {
  data: Data;
}

export class MiniProgramApp {
  readonly #realm: MiniProgramRealm;
  readonly #modules: MiniProgramModules;
  readonly #definitions = new Map<string, PageObject>();
  readonly #storage = new Map<string, unknown>();
  readonly #watchers = new Set<() => void>();
  #loading = "";
  #app: unknown;
  #stack: OpenPage[] = [];
  /** Names of the entries of the next action sheet, and which of them is taken. */
  choose: (names: string[]) => number = () => 0;

  /** `sdk` is the folder that stands for the program's own `oriole`. */
  constructor(folder: string, sdk: string, language: string, kept?: Map<string, unknown>) {
    this.#realm = miniProgramRealm(
      {
        App: (app: unknown) => (this.#app = app),
        Page: (page: PageObject) => this.#definitions.set(this.#loading, page),
        getApp: () => this.#app,
      },
      undefined,
      kept,
    );
    Object.assign(this.#realm.host.wx, this.#interface(language));
    this.#modules = new MiniProgramModules(this.#realm, (path) =>
      path.startsWith("oriole/") ? join(sdk, path.slice("oriole/".length)) : join(folder, path),
    );
    this.#modules.load("app.js");
  }

  get page(): OpenPage {
    const top = this.#stack.at(-1);
    if (!top) throw new Error("no page is open");
    return top;
  }

  get mostSockets(): number {
    return this.#realm.host.mostSockets;
  }

  open(url: string): void {
    const [path = "", query = ""] = url.replace(/^\//, "").split("?");
    this.#loading = path;
    this.#modules.load(`${path}.js`);
    const definition = this.#definitions.get(path);
    if (!definition) throw new Error(`${path}.js calls no Page()`);
    const page: PageObject = { ...definition, data: structuredClone(definition.data) };
    page["setData"] = (change: Data) => {
      // As data goes to another thread: what is no JSON is an error here.
      page.data = { ...page.data, ...structuredClone(change) };
      for (const watch of this.#watchers) watch();
    };
    const handlers = new Proxy({} as Record<string, Handler | undefined>, {
      get: (_, name) => {
        const method = page[String(name)];
        return typeof method === "function" ? method.bind(page) : undefined;
      },
    });
    const opened: OpenPage = {
      path,
      handlers,
      get data() {
        return page.data;
      },
    };
    this.#stack.push(opened);
    handlers["onLoad"]?.(Object.fromEntries(new URLSearchParams(query)));
    if (this.#stack.at(-1) === opened) handlers["onShow"]?.(undefined);
  }

  back(): void {
    this.#stack.pop()?.handlers["onUnload"]?.(undefined);
    this.#stack.at(-1)?.handlers["onShow"]?.(undefined);
  }

  /** Something is typed into a field. */
  input(value: string, dataset: object = {}): void {
    this.page.handlers["onInput"]?.({ currentTarget: { dataset }, detail: { value } });
  }

  tap(handler: string, dataset: object = {}): unknown {
    const method = this.page.handlers[handler];
    if (!method) throw new Error(`${this.page.path} has no ${handler}`);
    return method({ currentTarget: { dataset } });
  }

  /** Resolves once it holds, looking again whenever a page draws. */
  async until(what: string, holds: () => boolean): Promise<void> {
    let look = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const happened = new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`did not happen: ${what}`)), 15_000);
      look = () => {
        if (holds()) resolve();
      };
    });
    this.#watchers.add(look);
    look();
    await happened.finally(() => {
      clearTimeout(timer);
      this.#watchers.delete(look);
    });
  }

  stop(): void {
    this.#leaveAll();
    this.#realm.host.stop();
  }

  /** The host ends the program: no page and no session hears of it. */
  kill(): void {
    this.#realm.host.stop();
  }

  #leaveAll(): void {
    for (const { handlers } of this.#stack.splice(0).reverse()) handlers["onUnload"]?.(undefined);
    for (const watch of this.#watchers) watch();
  }

  /** What pages call beside the SDK's functions. */
  #interface(language: string): Record<string, unknown> {
    const replaceAll = ({ url }: { url: string }) => {
      this.#leaveAll();
      this.open(url);
      for (const watch of this.#watchers) watch();
    };
    return {
      navigateTo: ({ url }: { url: string }) => {
        this.#stack.at(-1)?.handlers["onHide"]?.(undefined);
        this.open(url);
      },
      redirectTo: replaceAll,
      reLaunch: replaceAll,
      setNavigationBarTitle() {},
      getAppBaseInfo: () => ({ language }),
      getStorageSync: (key: string) => this.#storage.get(key) ?? "",
      setStorageSync: (key: string, value: unknown) => void this.#storage.set(key, structuredClone(value)),
      showActionSheet: ({ itemList, success }: { itemList: string[]; success(result: object): void }) =>
        success({ tapIndex: this.choose(itemList) }),
    };
  }
}
