import type { TraceStep } from "../../../../shared/repairs-api";

type Value = TraceStep["values"][number];
/** One line of a step's values: of both sides, or a single one. */
export type TraceLine =
  | { name: string; sides: { convex: string | null; crm: string | null } }
  | { name: string; value: string | null };

const sideOf = (name: string) => /^(?<field>.+), (?<side>account|CRM)$/u.exec(name)?.groups;

/** The values as they were told, with the two sides of a field on one line: Convex left, the CRM right. */
export function linesOf(values: readonly Value[]): TraceLine[] {
  const lines: TraceLine[] = [];
  for (let at = 0; at < values.length; at += 1) {
    const [here, next] = [values[at], values[at + 1]];
    if (!here) continue;
    const left = sideOf(here.name);
    const right = next && sideOf(next.name);
    if (left?.side === "account" && right?.side === "CRM" && left.field === right.field) {
      lines.push({
        name: left.field ?? here.name,
        sides: { convex: here.value, crm: next?.value ?? null },
      });
      at += 1;
    } else lines.push(here);
  }
  return lines;
}
