/**
 * What is in a document: its text, which is parsed once somebody asks for the fields and then kept with it. Most
 * documents are read many times, and a copy of what was parsed costs a tenth of parsing it again.
 */
import { jsonToConvex, type Value } from "convex/values";
import { copierOf, copyOf, type Copier } from "./copies";
import type { JsonObject } from "./values";

export interface Content {
  /** By Convex's measure. */
  size: number;
  text: string;
  /** The text, parsed. Not to be changed. */
  parsed?: JsonObject;
  /** The fields that hold an object or an array; `null` where a value is not what JSON makes of it. */
  nested?: readonly string[] | null;
  /** For who asks for the value again. */
  copier?: Copier;
}

/** The encoded fields. Not to be changed. */
export function fieldsOf(content: Content): JsonObject {
  return (content.parsed ??= JSON.parse(content.text) as JsonObject);
}

/** The document as functions get it; theirs to change. */
export function valueOf(content: Content): Value {
  const fields = fieldsOf(content);
  if (content.copier !== undefined) return content.copier(fields) as Value;
  if (content.nested === undefined) content.nested = nestedIn(content.text, fields);
  else if (content.nested !== null) content.copier = copierOf(fields, content.nested);
  if (content.nested === null) return jsonToConvex(fields);
  const copy = { ...fields };
  for (const name of content.nested) copy[name] = copyOf(copy[name]!);
  return copy as Value;
}

/** Only int64, bytes and the odd floats are written as an object with a name that no field can have. */
function nestedIn(text: string, fields: JsonObject): string[] | null {
  if (text.includes('"$')) return null;
  return Object.keys(fields).filter((name) => typeof fields[name] === "object" && fields[name] !== null);
}
