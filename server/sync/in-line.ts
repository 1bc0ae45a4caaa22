import type { Lane } from "../../shared/jobs";

/** Puts one in line: live work goes before bulk work, and otherwise whoever came first. */
export function inLine<Waiting extends { lane: Lane }>(line: Waiting[], next: Waiting): void {
  const firstBulk = next.lane === "live" ? line.findIndex(({ lane }) => lane === "bulk") : -1;
  line.splice(firstBulk < 0 ? line.length : firstBulk, 0, next);
}
