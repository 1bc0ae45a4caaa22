import type { Result } from "./suite";

const words = { ok: "ok         ", differs: "DIFFERS    ", not_checked: "not checked" } as const;

/** One check for people: a line, and for what differs two more. */
export function linesOf(result: Result): string[] {
  const line = `  ${words[result.outcome]}  ${result.title}`;
  const indent = " ".repeat(15);
  switch (result.outcome) {
    case "ok":
      return [result.note ? `${line} (${result.note})` : line];
    case "not_checked":
      return [line, `${indent}${result.why}`];
    case "differs":
      return [line, `${indent}expected: ${result.expected}`, `${indent}came:     ${result.came}`];
  }
}

/** How many of each, in a sentence. */
export function summaryOf(results: readonly Result[]): string {
  const { ok, differs, not_checked: open } = countsOf(results);
  return `${ok} ok, ${differs} ${differs === 1 ? "differs" : "differ"}, ${open} not checked.`;
}

export function countsOf(results: readonly Result[]): Record<Result["outcome"], number> {
  const counts = { ok: 0, differs: 0, not_checked: 0 };
  for (const { outcome } of results) counts[outcome]++;
  return counts;
}
