/** Moments as `datetime-local` inputs speak: to the minute, in the browser's zone. */
export function localMinute(at: number): string {
  const date = new Date(at);
  const pad = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** The moment in ISO 8601, UTC; `null` for what is no moment. */
export function momentOfLocal(text: string): string | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
