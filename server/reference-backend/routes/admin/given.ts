/** The values of a query string that are not empty: a form sends its empty fields, too. */
export function given(query: unknown): Record<string, unknown> {
  const values = Object.entries((query ?? {}) as Record<string, unknown>);
  return Object.fromEntries(values.filter(([, value]) => value !== ""));
}
