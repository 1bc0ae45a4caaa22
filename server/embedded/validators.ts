/**
 * Checks values against the validators the SDK exports (`v.object(...)` and friends) and words a mismatch as Convex
 * does: what is wrong, the path to it, the value and the validator.
 */
import type { ValidatorJSON } from "convex/values";
import type { TableOfId } from "./fits";
import { bytesOf, float64Of, int64Of, isObject, kindOf, type Json, type JsonObject } from "./values";
import { compareEncoded } from "./keys";

export type Validator = ValidatorJSON;

const LONGEST_VALUE = 4096;

/** A value as Convex prints it in messages: `{age: 3.0, name: "ada"}`. */
export function display(value: Json | undefined): string {
  switch (kindOf(value)) {
    case "undefined":
      return "undefined";
    case "int64":
      return int64Of(value as Json).toString();
    case "float64":
      return displayFloat(float64Of(value as Json));
    case "bytes":
      return `b"${Buffer.from(bytesOf(value as Json)).toString("hex")}"`;
    case "array":
      return `[${(value as Json[]).map(display).join(", ")}]`;
    case "object":
      return `{${Object.entries(value as JsonObject)
        .map(([key, field]) => `${key}: ${display(field)}`)
        .join(", ")}}`;
    default:
      return JSON.stringify(value);
  }
}

function displayFloat(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? value.toFixed(1) : String(value);
}

function short(value: Json | undefined): string {
  const text = display(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}[...truncated]` : text;
}

/** A validator as its author wrote it: `v.object({name: v.string()})`. */
function describe(validator: Validator): string {
  switch (validator.type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "literal":
      return `v.literal(${display(validator.value)})`;
    case "id":
      return `v.id("${validator.tableName}")`;
    case "array":
      return `v.array(${describe(validator.value)})`;
    case "record":
      return `v.record(${describe(validator.keys)}, ${describe(validator.values.fieldType)})`;
    case "union":
      return `v.union(${validator.value.map(describe).join(", ")})`;
    case "object":
      return `v.object({${Object.entries(validator.value)
        .map(([key, field]) => {
          const inner = describe(field.fieldType);
          return `${key}: ${field.optional ? `v.optional(${inner})` : inner}`;
        })
        .join(", ")}})`;
    default:
      return `v.${validator.type}()`;
  }
}

const kindFor: Partial<Record<Validator["type"], string>> = {
  null: "null",
  number: "float64",
  bigint: "int64",
  boolean: "boolean",
  string: "string",
  bytes: "bytes",
};

function at(path: string): string {
  return path === "" ? "" : `\nPath: ${path}`;
}

function mismatch(validator: Validator, value: Json | undefined, path: string): string {
  return `Value does not match validator.${at(path)}\nValue: ${short(value)}\nValidator: ${describe(validator)}`;
}

/** Null when `value` fits, else the message. Fast enough for what does not fit; see `fits` for the rest. */
export function check(validator: Validator, value: Json, tableOf: TableOfId, path = ""): string | null {
  switch (validator.type) {
    case "any":
      return null;
    case "literal":
      return compareEncoded(value, validator.value) === 0
        ? null
        : `\`${short(value)}\` does not match literal validator \`${describe(validator)}\`.${at(path)}`;
    case "id":
      return checkId(validator, value, tableOf, path);
    case "array":
      return checkArray(validator, value, tableOf, path);
    case "record":
      return checkRecord(validator, value, tableOf, path);
    case "union":
      return checkUnion(validator, value, tableOf, path);
    case "object":
      return checkObject(validator, value, tableOf, path);
    case "commitTs":
      return kindOf(value) === "int64" ? null : mismatch(validator, value, path);
    default:
      return kindOf(value) === kindFor[validator.type] ? null : mismatch(validator, value, path);
  }
}

type Of<T extends Validator["type"]> = Extract<Validator, { type: T }>;

function checkId(validator: Of<"id">, value: Json, tableOf: TableOfId, path: string): string | null {
  const table = typeof value === "string" ? tableOf(value) : null;
  if (table === validator.tableName) return null;
  if (table === null) return mismatch(validator, value, path);
  return (
    `Found ID "${String(value)}" from table \`${table}\`, which does not match the table name in validator ` +
    `\`${describe(validator)}\`.${at(path)}`
  );
}

function checkArray(validator: Of<"array">, value: Json, tableOf: TableOfId, path: string): string | null {
  if (!Array.isArray(value)) return mismatch(validator, value, path);
  for (let i = 0; i < value.length; i++) {
    const wrong = check(validator.value, value[i] as Json, tableOf, `${path}[${i}]`);
    if (wrong !== null) return wrong;
  }
  return null;
}

function checkRecord(validator: Of<"record">, value: Json, tableOf: TableOfId, path: string): string | null {
  if (!isObject(value)) return mismatch(validator, value, path);
  for (const [key, field] of Object.entries(value)) {
    const wrong =
      check(validator.keys as Validator, key, tableOf, `${path}.keys()`) ??
      check(validator.values.fieldType, field, tableOf, `${path}.values()`);
    if (wrong !== null) return wrong;
  }
  return null;
}

function checkUnion(validator: Of<"union">, value: Json, tableOf: TableOfId, path: string): string | null {
  const near: { member: Validator; wrong: string }[] = [];
  for (const member of validator.value) {
    const wrong = check(member, value, tableOf, path);
    if (wrong === null) return null;
    near.push({ member, wrong });
  }
  // An object that fits one member's tag is most usefully compared with that member alone.
  const tagged = near.filter(({ member }) => sharesTag(member, value));
  return tagged.length === 1 ? tagged[0]!.wrong : mismatch(validator, value, path);
}

function sharesTag(member: Validator, value: Json): boolean {
  if (member.type !== "object" || !isObject(value)) return false;
  return Object.entries(member.value).some(
    ([key, { fieldType }]) =>
      fieldType.type === "literal" &&
      Object.hasOwn(value, key) &&
      compareEncoded(value[key], fieldType.value) === 0,
  );
}

function checkObject(validator: Of<"object">, value: Json, tableOf: TableOfId, path: string): string | null {
  if (!isObject(value)) return mismatch(validator, value, path);
  const shown = () => `${at(path)}\n\nObject: ${short(value)}\nValidator: ${describe(validator)}`;
  for (const key in validator.value) {
    const field = validator.value[key]!;
    if (!Object.hasOwn(value, key)) {
      if (field.optional) continue;
      return (
        `Object is missing the required field \`${key}\`. Consider wrapping the field validator in ` +
        `\`v.optional(...)\` if this is expected.${shown()}`
      );
    }
    const wrong = check(field.fieldType, value[key] as Json, tableOf, `${path}.${key}`);
    if (wrong !== null) return wrong;
  }
  for (const key in value) {
    if (!Object.hasOwn(validator.value, key)) {
      return `Object contains extra field \`${key}\` that is not in the validator.${shown()}`;
    }
  }
  return null;
}
