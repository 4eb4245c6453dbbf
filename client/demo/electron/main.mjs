/** The built demo page in a window of its own. See README.md. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { app, BrowserWindow, net, protocol, session, shell } from "electron";
import { pageFile, server } from "./page-file.mjs";

const here = dirname(fileURLToPath(import.meta.url));
/** What `npm start` or `vite build client/demo` wrote. */
const assets = process.env.ORIOLE_ASSETS ?? join(here, "../../../dist/assets");
const address = server(process.env.ORIOLE_URL);

// A scheme of its own instead of file: storage, the microphone and the clipboard need an origin that is secure.
protocol.registerSchemesAsPrivileged([
  { scheme: "oriole", privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

/**
 * A voice note needs the microphone, copying the clipboard, and a server on this machine or in its network the permission that Electron
 * asks for since 43. Nothing here needs more.
 */
const granted = new Set([
  "media",
  "clipboard-sanitized-write",
  "notifications",
  "local-network-access",
  "local-network",
  "loopback-network",
]);

function openWindow() {
  const window = new BrowserWindow({
    width: 1180,
    height: 780,
    minWidth: 360,
    minHeight: 480,
    autoHideMenuBar: true,
    webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false },
  });
  // Links of messages are pages of the user's browser; nothing but the demo itself is shown here.
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (/^https?:/.test(url)) void shell.openExternal(url);
    return { action: "deny" };
  });
  window.webContents.on("will-navigate", (event, url) => {
    if (!url.startsWith("oriole://demo/")) event.preventDefault();
  });
  void window.loadURL(`oriole://demo/?server=${encodeURIComponent(address)}`);
}

function serve() {
  protocol.handle("oriole", async ({ url }) => {
    try {
      const file = pageFile(assets, url);
      if (file) return await net.fetch(file);
    } catch {
      // No such file, or an address that cannot be decoded.
    }
    return new Response("not found", { status: 404 });
  });
}

// Electron is ready only when this module has been evaluated: awaited here, it would never be.
app.whenReady().then(() => {
  serve();
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(granted.has(permission)),
  );
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => granted.has(permission));
  openWindow();
  app.on("activate", () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
});
app.on("window-all-closed", () => {
  if (process.platform !== "darwin") app.quit();
});
