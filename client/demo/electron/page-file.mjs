import { join, normalize, sep } from "node:path";
import { pathToFileURL } from "node:url";

const DEFAULT_SERVER = "http://127.0.0.1:8787";

/** The address of the server; throws when it is none. */
export function server(given) {
  const { protocol, origin } = new URL(given ?? DEFAULT_SERVER);
  if (protocol !== "http:" && protocol !== "https:") throw new Error(`ORIOLE_URL is no address of a server: ${given}`);
  return origin;
}

/** The file behind an address of the page, as a URL; null for whatever lies outside of the folder. */
export function pageFile(folder, url) {
  const path = decodeURIComponent(new URL(url).pathname);
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  return file.startsWith(normalize(folder + sep)) ? pathToFileURL(file).href : null;
}
