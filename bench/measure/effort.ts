import type { ServerProcess } from "../server/server-process.ts";
import { ownCpuSeconds } from "./proc.ts";
import type { Sample } from "./sample.ts";

/** Begins to watch what a server and this process take; the function it gives tells what that was until then. */
export function effort(
  server: ServerProcess,
): () => Pick<Sample, "serverCpuS" | "generatorCpuS" | "seconds" | "memoryMb"> {
  const serverCpuS = server.cpuSeconds();
  const generatorCpuS = ownCpuSeconds();
  const startMs = performance.now();
  return () => {
    const seconds = (performance.now() - startMs) / 1000;
    return {
      serverCpuS: server.cpuSeconds() - serverCpuS,
      generatorCpuS: ownCpuSeconds() - generatorCpuS,
      seconds,
      memoryMb: server.memoryMb(),
    };
  };
}
