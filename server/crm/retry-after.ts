/**
 * How long a `Retry-After` header asks to wait, in milliseconds from `now` (Unix ms). Reads both forms of
 * RFC 9110, seconds and date; a date in the past is 0, and anything else is undefined.
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  // An HTTP date names its day or month; `Date.parse` alone would also take "1.5" for a date.
  const at = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(at) ? Math.max(0, at - now) : undefined;
}
