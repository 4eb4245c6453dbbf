/** How times are written. All times in ms; `locale` a BCP 47 tag. */

const DAY_MS = 86_400_000;

/** Number of the local day, so that two times can be asked whether they are of one day. */
export function dayOf(timeMs: number): number {
  const date = new Date(timeMs);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS);
}

export function clockTime(timeMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(timeMs);
}

/** For separators: Today, Yesterday, a weekday, a date. */
export function dayName(timeMs: number, nowMs: number, locale: string): string {
  const daysAgo = dayOf(nowMs) - dayOf(timeMs);
  if (daysAgo === 0 || daysAgo === 1) {
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-daysAgo, "day");
    return relative.charAt(0).toLocaleUpperCase(locale) + relative.slice(1);
  }
  if (daysAgo > 1 && daysAgo < 7) return new Intl.DateTimeFormat(locale, { weekday: "long" }).format(timeMs);
  return new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(timeMs);
}

/** For the conversation list, where there is little room. */
export function shortTime(timeMs: number, nowMs: number, locale: string): string {
  const daysAgo = dayOf(nowMs) - dayOf(timeMs);
  if (daysAgo === 0) return clockTime(timeMs, locale);
  if (daysAgo > 0 && daysAgo < 7) return new Intl.DateTimeFormat(locale, { weekday: "short" }).format(timeMs);
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric", year: "2-digit" }).format(timeMs);
}

export function fullTime(timeMs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" }).format(timeMs);
}
