/**
 * The limits of a Convex deployment, enforced here too and with its words, so that what runs on the embedded store also
 * runs there. `Usage` counts what a transaction reads and writes; `measure` sizes a value and refuses an ill-shaped one.
 */
import { formatSize } from "./sizes";
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
  documentBytes: MIB,
  documentNesting: 16,
  nesting: 64,
  fields: 1_024,
  elements: 8_192,
  fieldName: 1_024,
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
  "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective " +
  "index range expressions.";

type Counter =
  | "documentsRead"
  | "bytesRead"
  | "ranges"
  | "documentsWritten"
  | "bytesWritten"
  | "scheduled"
  | "scheduledBytes";

const messages: Record<Counter, (limit: number) => string> = {
  documentsRead: (limit) =>
    `Too many documents read in a single function execution (limit: ${limit}). ${READ_ADVICE}`,
  bytesRead: (limit) =>
    `Too many bytes read in a single function execution (limit: ${limit} bytes). ${READ_ADVICE}`,
  ranges: (limit) => `Too many reads in a single function execution (limit: ${limit}). ${READ_ADVICE}`,
  documentsWritten: (limit) => `Too many writes in a single function execution (limit: ${limit})`,
  bytesWritten: (limit) =>
    `Too many bytes written in a single function execution (limit: ${formatSize(limit)})`,
  scheduled: (limit) => `Too many functions scheduled by this mutation (limit: ${limit})`,
  scheduledBytes: (limit) =>
    `Too large total size of the arguments of scheduled functions from this mutation (limit: ${limit} bytes)`,
};

type Counts = Record<Counter, number>;

/** What `runQuery` and `runMutation` call the counters in `transactionLimits`, and `getTransactionMetrics` in its result. */
const METRICS: Record<string, Counter> = {
  bytesRead: "bytesRead",
  bytesWritten: "bytesWritten",
  databaseQueries: "ranges",
  documentsRead: "documentsRead",
  documentsWritten: "documentsWritten",
  functionsScheduled: "scheduled",
  scheduledFunctionArgsBytes: "scheduledBytes",
};

const READS = ["documentsRead", "bytesRead", "ranges"] as const;

function noCounts(): Counts {
  return {
    documentsRead: 0,
    bytesRead: 0,
    ranges: 0,
    documentsWritten: 0,
    bytesWritten: 0,
    scheduled: 0,
    scheduledBytes: 0,
  };
}

/** What a transaction has used. A nested call goes on counting from its caller's numbers. */
export class Usage {
  #used = noCounts();
  #limits: Counts = limits;

  /** `limited: false` is for imports, which run outside any function. */
  constructor(readonly limited = true) {}

  /** For a nested call, which may be given less than is left. */
  nested(requested: Record<string, unknown> = {}): Usage {
    const usage = new Usage(this.limited);
    usage.#used = { ...this.#used };
    usage.#limits = { ...this.#limits };
    for (const [metric, counter] of Object.entries(METRICS)) {
      const most = requested[metric];
      if (typeof most !== "number") continue;
      usage.#limits[counter] = Math.min(this.#limits[counter], this.#used[counter] + most);
    }
    return usage;
  }

  /** After a nested call: what it read was read, what it wrote was not if it failed. */
  absorb(nested: Usage, failed: boolean): void {
    if (!failed) this.#used = { ...nested.#used };
    else for (const counter of READS) this.#used[counter] = nested.#used[counter];
  }

  get hasWritten(): boolean {
    return this.#used.documentsWritten > 0 || this.#used.scheduled > 0;
  }

  metrics(): JsonObject {
    const entries = Object.entries(METRICS).map(([metric, counter]): [string, JsonObject] => {
      const used = this.#used[counter];
      return [metric, { used, remaining: Math.max(0, this.#limits[counter] - used) }];
    });
    return Object.fromEntries(entries);
  }

  #add(counter: Counter, amount: number): void {
    this.#used[counter] += amount;
    this.#check(counter, this.#used[counter], this.#limits[counter]);
  }

  #check(counter: Counter, used: number, limit: number): void {
    if (this.limited && used > limit) throw new Error(messages[counter](limit));
  }

  range(): void {
    this.#add("ranges", 1);
  }

  /** Its counters by their names: V8 finds them at once then, and this is called for every document. */
  read(bytes: number): void {
    const [used, most] = [this.#used, this.#limits];
    this.#check("documentsRead", (used.documentsRead += 1), most.documentsRead);
    this.#check("bytesRead", (used.bytesRead += bytes), most.bytesRead);
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

const PLAIN_NAME = /^[ -#%-~][ -~]*$/;

/** Names that were looked at and are in order: a program has few of them, and writes them again and again. */
const knownNames = new Set<string>();
const MOST_KNOWN = 10_000;

/** Whether an object may have a field of this name, by its letters and length. */
export function isPlainName(name: string): boolean {
  if (knownNames.has(name)) return true;
  if (!PLAIN_NAME.test(name) || name.length > limits.fieldName || name === "__proto__") return false;
  if (knownNames.size < MOST_KNOWN) knownNames.add(name);
  return true;
}

function checkFieldName(name: string): void {
  if (isPlainName(name)) return;
  if (name.startsWith("$")) throw new Error(`Field name ${name} starts with '$', which is reserved.`);
  const wrong = /[^ -~]/u.exec(name);
  if (wrong !== null) {
    throw new Error(
      `Field name ${name} has invalid character '${wrong[0]}': Field names can only contain non-control ASCII characters`,
    );
  }
  if (name.length > limits.fieldName) {
    throw new Error(`Field name is too long (${name.length} > maximum ${limits.fieldName})`);
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Of the value being measured: a number is nested 0 levels deep, a list of numbers 1. Measuring is synchronous. */
let nesting = 0;

/** Bytes of a value by Convex's measure; throws where the value breaks a limit on shape. */
export function measure(value: Json): number {
  nesting = 0;
  const size = measureAt(value, 0);
  if (nesting > limits.nesting) {
    throw new Error(
      `Value is too nested (nested ${nesting} levels deep > maximum nesting ${limits.nesting})`,
    );
  }
  return size;
}

function measureAt(value: Json, depth: number): number {
  switch (kindOf(value)) {
    case "string":
      if (LONE_SURROGATE.test(value as string))
        throw new Error("String is not valid Unicode: it has a lone surrogate.");
      return 2 + Buffer.byteLength(value as string, "utf8");
    case "bytes":
      return 2 + bytesOf(value).byteLength;
    case "array":
      return measureArray(value as Json[], depth + 1);
    case "object":
      return measureObject(value as JsonObject, depth + 1);
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
  nesting = Math.max(nesting, depth);
  if (value.length > limits.elements) {
    throw new Error(`Array length is too long (${value.length} > maximum length ${limits.elements})`);
  }
  let size = 2;
  for (const element of value) size += measureAt(element, depth);
  return size;
}

function measureObject(value: JsonObject, depth: number): number {
  nesting = Math.max(nesting, depth);
  let size = 2;
  let fields = 0;
  for (const name in value) {
    checkFieldName(name);
    fields += 1;
    size += name.length + 1 + measureAt(value[name] as Json, depth);
  }
  if (fields > limits.fields) {
    throw new Error(`Object has too many fields (${fields} > maximum number ${limits.fields})`);
  }
  return size;
}

/**
 * The same for a whole document: its size limit, and no fields of the user's that look like the system's. The store's
 * own documents may be larger: they hold arguments.
 */
export function measureDocument(document: Json, table: string): number {
  if (table.startsWith("_")) return measure(document);
  if (!isObject(document)) throw new Error(`A document of table "${table}" must be an object.`);
  const refuse = (why: string) => {
    throw new Error(`Document of table "${table}" isn't a valid document: ${why}`);
  };
  for (const name in document) {
    if (name.startsWith("_") && name !== "_id" && name !== "_creationTime") {
      refuse(`Field '${name}' starts with an underscore, which is only allowed for system fields like '_id'`);
    }
  }
  nesting = 0;
  const size = measureAt(document, 0);
  if (nesting > limits.documentNesting) {
    const most = limits.documentNesting;
    refuse(`Document is too nested (nested ${nesting} levels deep > maximum nesting ${most})`);
  }
  if (size > limits.documentBytes) {
    throw new Error(
      `Value is too large (${formatSize(size)} > maximum size ${formatSize(limits.documentBytes)})`,
    );
  }
  return size;
}
