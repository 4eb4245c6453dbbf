/** How times are written. All times in ms; `locale` a BCP 47 tag. */

const DAY_MS = 86_400_000;

/** Number of the local day, so that two times can be asked whether they are of one day. */
export function dayOf(timeMs: number): number {
  const date = new Date(timeMs);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS);
}

/** A formatter takes far longer to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeMs: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, options);
    formats.set(key, made);
  }
  return made.format(timeMs);
}

export function clockTime(timeMs: number, locale: string): string {
  return format(timeMs, locale, { hour: "2-digit", minute: "2-digit" });
}

/** For separators: Today, Yesterday, a weekday, a date. */
export function dayName(timeMs: number, nowMs: number, locale: string): string {
  const daysAgo = dayOf(nowMs) - dayOf(timeMs);
  if (daysAgo === 0 || daysAgo === 1) {
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-daysAgo, "day");
    return relative.charAt(0).toLocaleUpperCase(locale) + relative.slice(1);
  }
  if (daysAgo > 1 && daysAgo < 7) return format(timeMs, locale, { weekday: "long" });
  return format(timeMs, locale, { dateStyle: "long" });
}

/** For the conversation list, where there is little room. */
export function shortTime(timeMs: number, nowMs: number, locale: string): string {
  const daysAgo = dayOf(nowMs) - dayOf(timeMs);
  if (daysAgo === 0) return clockTime(timeMs, locale);
  if (daysAgo > 0 && daysAgo < 7) return format(timeMs, locale, { weekday: "short" });
  return format(timeMs, locale, { day: "numeric", month: "numeric", year: "2-digit" });
}

export function fullTime(timeMs: number, locale: string): string {
  return format(timeMs, locale, { dateStyle: "full", timeStyle: "medium" });
}
