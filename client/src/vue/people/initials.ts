/** One or two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.split(/[\s_.-]+/u).filter((word) => word !== "");
  const letters = words.slice(0, 2).map((word) => Array.from(word)[0] ?? "");
  return letters.join("").toLocaleUpperCase();
}

/** A hue for an id; neighbouring ids are far apart. */
export function hueOf(id: number): number {
  return Math.round((id * 137.508) % 360);
}
