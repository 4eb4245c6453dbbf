/**
 * Where the server of this page is. The page that a server sends is of that server, whatever its address says: a link
 * must not carry a password elsewhere. A page from no server, as in Electron, is told by whoever opened it.
 */
export function serverAddress(page: { protocol: string; origin: string; search: string }): string {
  if (/^https?:$/.test(page.protocol)) return page.origin;
  const named = new URLSearchParams(page.search).get("server");
  if (!named || !/^https?:\/\//.test(named)) throw new Error("a page from no server needs ?server=");
  return new URL(named).origin;
}
