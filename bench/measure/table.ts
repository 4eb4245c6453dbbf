/** The table at the end. */

import type { Line } from "./report.ts";

const COLUMNS: [title: string, cell: (line: Line) => string][] = [
  ["workload", (line) => line.workload],
  ["contender", (line) => line.contender],
  ["rate/s", (line) => String(line.rate)],
  ["p50 ms", (line) => String(line.p50Ms)],
  ["p95 ms", (line) => String(line.p95Ms)],
  ["p99 ms", (line) => String(line.p99Ms)],
  ["CPU s server", (line) => String(line.serverCpuS)],
  ["generator", (line) => String(line.generatorCpuS)],
  ["µs each", (line) => String(line.serverCpuUs)],
  ["MB", (line) => String(line.memoryMb)],
  ["slowest–fastest", (line) => (line.fastest > 0 ? `${line.slowest}–${line.fastest}` : "")],
  ["Little", (line) => String(line.little ?? "")],
  ["× bare", (line) => String(line.rateToBare ?? "")],
  ["× naive", (line) => String(line.rateToNaive ?? "")],
  ["CPU × bare", (line) => String(line.cpuToBare ?? "")],
  ["CPU × naive", (line) => String(line.cpuToNaive ?? "")],
  ["aims", (line) => aimsText(line)],
];

export function table(lines: readonly Line[]): string {
  const rows = [COLUMNS.map(([title]) => title), ...lines.map((line) => COLUMNS.map(([, cell]) => cell(line)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`)
    .toSpliced(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`)
    .join("\n");
}

function aimsText({ aims, ok, faults, extra }: Line): string {
  const parts = aims.map(({ text, reached, met }) => `${met ? "met" : "MISSED"}: ${text}, is ${reached}`);
  if (extra) parts.push(...Object.entries(extra).map(([name, value]) => `${name} ${value}`));
  if (!ok) parts.push(`FAILED: ${faults[0]}${faults.length > 1 ? ` and ${faults.length - 1} more` : ""}`);
  return parts.join("; ");
}
