/**
 * The limits Convex documents, enforced here too, so that what runs on the embedded store also runs on a deployment.
 * A function and everything it calls in its transaction share one `Usage`.
 */
import { bytesOf, isObject, kindOf, type Json, type JsonObject } from "./values";

const MIB = 1024 * 1024;

export const limits = {
  documentsRead: 32_000,
  bytesRead: 16 * MIB,
  ranges: 4_096,
  documentsWritten: 16_000,
  bytesWritten: 16 * MIB,
  scheduled: 1_000,
  scheduledBytes: 16 * MIB,
  argumentBytes: 16 * MIB,
  returnBytes: 16 * MIB,
  scheduledArgumentBytes: 4 * MIB,
  documentBytes: MIB,
  depth: 16,
  fields: 1_024,
  elements: 8_192,
  fieldName: 64,
  nestedCalls: 8,
  searchResults: 1_024,
  searchTerms: 16,
  searchTermBytes: 32,
  searchFilters: 8,
  indexesPerTable: 32,
  fieldsPerIndex: 16,
  searchIndexesPerTable: 4,
  filterFieldsPerIndex: 16,
} as const;

const READ_ADVICE =
  "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective index range.";

type Counter =
  | "documentsRead"
  | "bytesRead"
  | "ranges"
  | "documentsWritten"
  | "bytesWritten"
  | "scheduled"
  | "scheduledBytes";

const messages: Record<Counter, string> = {
  documentsRead: `Too many documents read in a single function execution (limit: ${limits.documentsRead}). ${READ_ADVICE}`,
  bytesRead: `Too many bytes read in a single function execution (limit: ${limits.bytesRead} bytes). ${READ_ADVICE}`,
  ranges: `Too many index ranges read in a single function execution (limit: ${limits.ranges}). Every get and every query counts as one.`,
  documentsWritten: `Too many documents written in a single function execution (limit: ${limits.documentsWritten}).`,
  bytesWritten: `Too many bytes written in a single function execution (limit: ${limits.bytesWritten} bytes).`,
  scheduled: `Too many functions scheduled by this mutation (limit: ${limits.scheduled}).`,
  scheduledBytes: `Too large total size of the arguments of scheduled functions (limit: ${limits.scheduledBytes} bytes).`,
};

export class Usage {
  readonly used: Record<Counter, number> = {
    documentsRead: 0,
    bytesRead: 0,
    ranges: 0,
    documentsWritten: 0,
    bytesWritten: 0,
    scheduled: 0,
    scheduledBytes: 0,
  };

  /** `limited: false` is for imports, which run outside any function. */
  constructor(readonly limited = true) {}

  #add(counter: Counter, amount: number): void {
    this.used[counter] += amount;
    if (this.limited && this.used[counter] > limits[counter]) throw new Error(messages[counter]);
  }

  range(): void {
    this.#add("ranges", 1);
  }

  read(bytes: number): void {
    this.#add("documentsRead", 1);
    this.#add("bytesRead", bytes);
  }

  write(bytes: number): void {
    this.#add("documentsWritten", 1);
    this.#add("bytesWritten", bytes);
  }

  schedule(bytes: number): void {
    this.#add("scheduled", 1);
    this.#add("scheduledBytes", bytes);
  }
}

function checkFieldName(name: string): void {
  if (name === "") throw new Error("Field names must not be empty.");
  if (name.length > limits.fieldName) {
    throw new Error(`Field name "${name}" is longer than ${limits.fieldName} characters.`);
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Bytes of a value by Convex's measure; throws where the value breaks a limit on shape. */
export function measure(value: Json, depth = 0): number {
  if (depth > limits.depth) throw new Error(`Value is nested too deeply (maximum depth ${limits.depth}).`);
  switch (kindOf(value)) {
    case "string":
      if (LONE_SURROGATE.test(value as string))
        throw new Error("String is not valid Unicode: it has a lone surrogate.");
      return 2 + Buffer.byteLength(value as string, "utf8");
    case "bytes":
      return 2 + bytesOf(value).byteLength;
    case "array":
      return measureArray(value as Json[], depth);
    case "object":
      return measureObject(value as JsonObject, depth);
    case "undefined":
      throw new Error("undefined is not a valid Convex value.");
    case "commitTs":
      throw new Error("Commit timestamps (db.vars.commitTs) are not supported by the embedded store.");
    case "int64":
    case "float64":
      return 9;
    default:
      return 1;
  }
}

function measureArray(value: Json[], depth: number): number {
  if (value.length > limits.elements) {
    throw new Error(`Array length is too long (${value.length} > maximum length ${limits.elements}).`);
  }
  let size = 2;
  for (const element of value) size += measure(element, depth + 1);
  return size;
}

function measureObject(value: JsonObject, depth: number): number {
  let size = 2;
  let fields = 0;
  for (const name in value) {
    checkFieldName(name);
    fields += 1;
    size += name.length + 1 + measure(value[name] as Json, depth + 1);
  }
  if (fields > limits.fields) {
    throw new Error(`Object has too many fields (${fields} > maximum number ${limits.fields}).`);
  }
  return size;
}

/** The same for a whole document: its size limit, and no fields of the user's that look like the system's. */
export function measureDocument(document: Json, table: string): number {
  if (!isObject(document)) throw new Error(`A document of table "${table}" must be an object.`);
  for (const name in document) {
    if (name.startsWith("_") && name !== "_id" && name !== "_creationTime") {
      throw new Error(`Field name "${name}" starts with an underscore, which is reserved for system fields.`);
    }
  }
  const size = measure(document);
  if (size > limits.documentBytes) {
    throw new Error(`Value is too large (${size} bytes > maximum size ${limits.documentBytes} bytes).`);
  }
  return size;
}
