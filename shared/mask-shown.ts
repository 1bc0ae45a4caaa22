import { z } from "zod";
import { maskEmail, maskName, maskPhone, maskWords, WITHHELD, wordsOf } from "./masking";
import { holds, type Rights } from "./permissions";
import { personalKinds, type PersonalKind } from "./personal";

/**
 * The one layer between what is stored and what somebody may see. It goes by the schema of the answer (personal.ts): what
 * the schema does not know is left out, and a string of which it does not say what it tells is withheld.
 */
export function shownTo<Shown>(asking: Rights, schema: z.ZodType, answer: Shown): Shown {
  if (holds(asking, "pii.read")) return answer;
  const names = new Set<string>();
  walk(schema, answer, (kind, text) => {
    if (kind === "name") for (const word of wordsOf(text)) names.add(word);
    return text;
  });
  return walk(schema, answer, (kind, text) => masked(kind, text, names)) as Shown;
}

function masked(kind: PersonalKind, text: string, names: ReadonlySet<string>): string {
  if (text === "") return text;
  switch (kind) {
    case "plain":
      return text;
    case "email":
      return maskEmail(text);
    case "name":
      return maskName(text);
    case "phone":
      return maskPhone(text);
    case "words":
      return maskWords(text, names);
    default:
      return WITHHELD;
  }
}

type Leaf = (kind: PersonalKind, text: string) => string;
type Fields = Record<string, unknown>;

function walk(schema: z.core.$ZodType, value: unknown, leaf: Leaf, around: Fields = {}): unknown {
  if (value === null || value === undefined) return value;
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) {
    return leaf(kindOf(schema, around), String(value));
  }
  if (schema instanceof z.ZodObject) return walkObject(schema, value as Fields, leaf, around);
  if (schema instanceof z.ZodArray) {
    return (value as unknown[]).map((each) => walk(schema.element, each, leaf, around));
  }
  if (schema instanceof z.ZodRecord) return walkRecord(schema, value as Fields, leaf);
  if (schema instanceof z.ZodUnion) {
    const option = schema.options.find((each) => z.safeParse(each, value).success);
    return option ? walk(option, value, leaf, around) : undefined;
  }
  if (isWrapper(schema)) return walk(schema.def.innerType, value, leaf, around);
  return tellsNothing(schema) ? value : undefined;
}

function walkObject(schema: z.ZodObject, value: Fields, leaf: Leaf, { field }: Fields): Fields {
  const known = Object.entries(schema.shape).filter(([key]) => key in value);
  const around = { field, ...value };
  return Object.fromEntries(known.map(([key, each]) => [key, walk(each, value[key], leaf, around)]));
}

/** The keys of a record are words of ours; with values of a kind of its own they name the field. */
const walkRecord = ({ valueType }: z.ZodRecord, value: Fields, leaf: Leaf): Fields =>
  Object.fromEntries(
    Object.entries(value).map(([field, each]) => [field, walk(valueType, each, leaf, { field })]),
  );

const isWrapper = (schema: z.core.$ZodType) =>
  schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;

/** What can hold nothing that somebody wrote. */
const tellsNothing = (schema: z.core.$ZodType) =>
  schema instanceof z.ZodNumber ||
  schema instanceof z.ZodBoolean ||
  schema instanceof z.ZodEnum ||
  schema instanceof z.ZodLiteral ||
  schema instanceof z.ZodNull;

function kindOf(schema: z.core.$ZodType, { field, name }: Fields): PersonalKind {
  const kind = personalKinds.get(schema)?.kind ?? "content";
  return kind === "value" ? (kindsOfFields.get(String(field ?? name)) ?? "content") : kind;
}

const allOf = (kind: PersonalKind, fields: string[]) => fields.map((field) => [field, kind] as const);

/** Of the fields whose values are told with their name. Any other may be anything. */
const kindsOfFields: ReadonlyMap<string, PersonalKind> = new Map([
  ...allOf("email", ["email"]),
  ...allOf("phone", ["phone"]),
  ...allOf("name", ["name", "firstName", "lastName", "company", "organization"]),
  ...allOf("plain", ["status", "deletedAt", "suspendedAt", "contactId", "crmContactId"]),
  ...allOf("plain", ["userId", "convexUserId", "frontendUserId"]),
]);
