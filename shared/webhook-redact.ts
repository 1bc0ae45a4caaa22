import { isJsonObject } from "./backend-api";

/** What stands where a value was left out. */
export const LEFT_OUT = "(left out)";

/**
 * A body without the values of the named fields, at any depth, and the names that were found. Unchanged when there are
 * none of them. What cannot be read could hold anything, so nothing of it is kept.
 */
export function redactBody(body: string, names: readonly string[]): { body: string; redacted: string[] } {
  if (names.length === 0 || body === "") return { body, redacted: [] };
  const wanted = new Map(names.map((name) => [name.toLowerCase(), name]));
  const found = new Set<string>();
  const json = parse(body);
  if (json === undefined) return { body: "", redacted: [...names] };
  const kept = JSON.stringify(without(json, wanted, found));
  return found.size === 0 ? { body, redacted: [] } : { body: kept, redacted: [...found] };
}

function without(value: unknown, wanted: ReadonlyMap<string, string>, found: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, wanted, found));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      if (!wanted.has(key.toLowerCase()) || field === null) return [key, without(field, wanted, found)];
      found.add(key);
      return [key, LEFT_OUT];
    }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
