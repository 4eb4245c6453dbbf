/**
 * As much of Electron as client/demo/electron uses, for a Node that stands in for it: what the application asks for is
 * noted down, and what Electron would call can be called. Put where `import "electron"` finds it.
 */
import { EventEmitter } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** What happened, in order. */
export const notes = [];
export const windows = [];
const handlers = new Map();

const loaded = Promise.withResolvers();

class App extends EventEmitter {
  isReady = false;

  whenReady() {
    return loaded.promise;
  }

  quit() {
    notes.push({ quit: true });
  }
}
export const app = new App();

/** The application's entry has been evaluated to its end: no sooner is Electron ready (electron/electron#40719). */
export async function ready() {
  app.isReady = true;
  loaded.resolve();
  await loaded.promise;
}

export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    // Electron throws as well.
    if (app.isReady) throw new Error("protocol.registerSchemesAsPrivileged should be called before app is ready");
    notes.push({ schemes });
  },
  handle(scheme, handler) {
    if (!app.isReady) throw new Error("protocol.handle before app is ready");
    handlers.set(scheme, handler);
  },
};

export const net = {
  async fetch(url) {
    try {
      return new Response(await readFile(fileURLToPath(url)));
    } catch {
      throw new Error("net::ERR_FILE_NOT_FOUND");
    }
  },
};

/** What the page gets when it asks for an address. */
export async function load(url) {
  const response = await handlers.get(new URL(url).protocol.slice(0, -1))({ url });
  return { status: response.status, text: await response.text() };
}

let mayHave = () => {};
let has = () => true;
export const session = {
  defaultSession: {
    setPermissionRequestHandler(handler) {
      mayHave = handler;
    },
    setPermissionCheckHandler(handler) {
      has = handler;
    },
  },
};

/** A permission is asked for by some functions and only looked up by others. */
export async function allows(permission) {
  const asked = await new Promise((answer) => mayHave(null, permission, answer));
  return asked && has(null, permission);
}

export const shell = {
  async openExternal(url) {
    notes.push({ external: url });
  },
};

class WebContents extends EventEmitter {
  openHandler = null;

  setWindowOpenHandler(handler) {
    this.openHandler = handler;
  }
}

export class BrowserWindow {
  webContents = new WebContents();
  url = "";

  constructor(options) {
    if (!app.isReady) throw new Error("Cannot create BrowserWindow before app is ready");
    this.options = options;
    windows.push(this);
  }

  async loadURL(url) {
    this.url = url;
  }

  static getAllWindows() {
    return windows;
  }
}
