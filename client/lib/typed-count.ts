/** A count as people type it, with or without separators. */
export function typedCountOf(typed: string): number | null {
  const digits = typed.replace(/[\s.,'’]/gu, "");
  return /^\d+$/u.test(digits) ? Number(digits) : null;
}
