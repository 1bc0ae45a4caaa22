/**
 * Copies of documents. One with the names of its fields written out takes a quarter of the time that spreading it does,
 * for V8 then knows where each is; so each set of fields that is read again and again has a function made for it.
 */
import type { Json, JsonObject } from "./values";

export type Copier = (fields: JsonObject) => JsonObject;

/** By names, in their order, and which of them are nested. */
const copiers = new Map<string, Copier>();
const MOST_COPIERS = 1_000;

/** `nested` are the fields that hold an object or an array. Undefined once there are too many sets to make one each. */
export function copierOf(fields: JsonObject, nested: readonly string[]): Copier | undefined {
  const key = JSON.stringify([Object.keys(fields), nested]);
  const known = copiers.get(key);
  if (known !== undefined || copiers.size >= MOST_COPIERS) return known;
  const copier = makeCopier(Object.keys(fields), nested);
  copiers.set(key, copier);
  return copier;
}

function makeCopier(names: string[], nested: readonly string[]): Copier {
  const copies = names.map((name) => {
    const field = `fields[${JSON.stringify(name)}]`;
    return `${JSON.stringify(name)}: ${nested.includes(name) ? `copyOf(${field})` : field}`;
  });
  // Names are of stored documents: no text that was not checked (limits.ts), and none that begins with two underscores.
  const make = new Function("copyOf", `return (fields) => ({ ${copies.join(", ")} });`) as (
    copy: typeof copyOf,
  ) => Copier;
  return make(copyOf);
}

export function copyOf(json: Json): Json {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(copyOf);
  const copy = { ...json };
  for (const name in copy) copy[name] = copyOf(copy[name]!);
  return copy;
}
