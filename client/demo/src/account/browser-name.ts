/** What its user agent calls a browser, the particular before those that it claims to be as well. */
const BROWSERS = [
  ["Electron/", "Oriole"],
  ["MicroMessenger/", "WeChat"],
  ["Edg", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["FxiOS/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["CriOS/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
] as const;

/** By what its owner tells this browser from others in the list of devices: "Firefox (Windows)"; ASCII, as the server keeps it. */
export function browserName(userAgent: string): string {
  const named = (marks: readonly (readonly [string, string])[]) =>
    marks.find(([mark]) => userAgent.includes(mark))?.[1];
  const system = named(SYSTEMS);
  return `${named(BROWSERS) ?? "Oriole"}${system ? ` (${system})` : ""}`;
}
