/**
 * Whether values fit a validator, and nothing more: each validator becomes a function once. Almost every value fits; what
 * does not is looked at again by `check`, which words the mismatch.
 */
import type { ValidatorJSON } from "convex/values";
import { compareEncoded } from "./keys";
import { isObject, kindOf, type Json, type JsonObject, type Kind } from "./values";

type Validator = ValidatorJSON;
type Of<T extends Validator["type"]> = Extract<Validator, { type: T }>;
/** Names the table an ID belongs to, or null if it is no ID of this store. */
export type TableOfId = (id: string) => string | null;
export type Fits = (value: Json, tableOf: TableOfId) => boolean;

/** A validator as a function of its own, to be made once. */
export function fitting(validator: Validator): Fits {
  const fits = makers[validator.type] as (validator: Validator) => Fits;
  return fits(validator);
}

const ofKind = (kind: Kind) => (): Fits => (value) => kindOf(value) === kind;

const makers: { [T in Validator["type"]]: (validator: Of<T>) => Fits } = {
  any: () => () => true,
  null: ofKind("null"),
  boolean: ofKind("boolean"),
  number: ofKind("float64"),
  bigint: ofKind("int64"),
  commitTs: ofKind("int64"),
  string: ofKind("string"),
  bytes: ofKind("bytes"),
  literal: makeLiteral,
  id:
    ({ tableName }) =>
    (value, tableOf) =>
      typeof value === "string" && tableOf(value) === tableName,
  array: makeArray,
  record: makeRecord,
  union: makeUnion,
  object: makeObject,
};

function makeLiteral({ value: literal }: Of<"literal">): Fits {
  if (typeof literal === "string") return (value) => value === literal;
  return (value) => compareEncoded(value, literal) === 0;
}

function makeArray(validator: Of<"array">): Fits {
  const fits = fitting(validator.value);
  return (value, tableOf) => Array.isArray(value) && value.every((element) => fits(element, tableOf));
}

function makeRecord(validator: Of<"record">): Fits {
  const key = fitting(validator.keys as Validator);
  const field = fitting(validator.values.fieldType);
  return (value, tableOf) => {
    if (!isObject(value)) return false;
    for (const name in value) {
      if (!key(name, tableOf) || !field(value[name] as Json, tableOf)) return false;
    }
    return true;
  };
}

function makeUnion({ value: members }: Of<"union">): Fits {
  const texts = new Set(members.map((member) => (member.type === "literal" ? member.value : null)));
  const rest = members.filter((member) => member.type !== "literal" || typeof member.value !== "string");
  const fits = rest.map(fitting);
  return (value, tableOf) => {
    if (typeof value === "string" && texts.has(value)) return true;
    for (const member of fits) if (member(value, tableOf)) return true;
    return false;
  };
}

function makeObject(validator: Of<"object">): Fits {
  const fits = fittingFields(validator, 0);
  return (value, tableOf) => isObject(value) && fits(value, tableOf);
}

/** For the fields of an object: `others` of them are none of the validator's business. */
export function fittingFields(
  validator: Of<"object">,
  others: number,
): (value: JsonObject, tableOf: TableOfId) => boolean {
  const fields = Object.entries(validator.value).map(([name, { fieldType, optional }]) => ({
    name,
    optional,
    fits: fitting(fieldType),
  }));
  return (value, tableOf) => {
    let known = others;
    for (const { name, optional, fits } of fields) {
      if (Object.hasOwn(value, name)) {
        if (!fits(value[name] as Json, tableOf)) return false;
        known += 1;
      } else if (!optional) return false;
    }
    let all = 0;
    for (const _ in value) all += 1;
    return all === known;
  };
}
