/**
 * Values as encoded JSON, as the SDK's `convexToJson` makes it. Nearly every value is plain JSON but for the order of its
 * names, and is written here; that one sorts all names anew and words an error for each value that may never come.
 */
import { convexToJson, type Value } from "convex/values";
import { isPlainName } from "./limits";
import type { Json, JsonObject } from "./values";

/** Throws the SDK's own errors for what is no Convex value. */
export function encode(value: Value): Json {
  const plain = plainJson(value);
  return plain === undefined ? convexToJson(value) : plain;
}

/** A copy with its names in order; `undefined` where anything in it is not what JSON makes of it, or no Convex value. */
export function plainJson(value: unknown): Json | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : undefined;
    case "object":
      if (value === null) return null;
      return Array.isArray(value) ? plainList(value) : plainObject(value);
    default:
      return undefined;
  }
}

function plainList(list: unknown[]): Json[] | undefined {
  const copy: Json[] = [];
  for (const element of list) {
    const plain = plainJson(element);
    if (plain === undefined) return undefined;
    copy.push(plain);
  }
  return copy;
}

function plainObject(object: object): JsonObject | undefined {
  if (Object.getPrototypeOf(object) !== Object.prototype) return undefined;
  const copy: JsonObject = {};
  for (const name of inOrder(Object.keys(object))) {
    const field = (object as Record<string, unknown>)[name];
    if (field === undefined) continue;
    const plain = plainJson(field);
    if (plain === undefined || !isPlainName(name)) return undefined;
    copy[name] = plain;
  }
  return copy;
}

/** Of each number of names those that came last, which those of the next row are, too. */
const ordered: { names: string[]; inOrder: string[] }[] = [];
const MOST_NAMES = 64;

function inOrder(names: string[]): string[] {
  const last = ordered[names.length];
  if (last !== undefined && names.every((name, at) => name === last.names[at])) return last.inOrder;
  const sorted = names.toSorted();
  if (names.length <= MOST_NAMES) ordered[names.length] = { names, inOrder: sorted };
  return sorted;
}
