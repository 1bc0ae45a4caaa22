/** Evaluates `.filter(q => ...)` expressions on a document. Comparisons use the order of Convex values, not JavaScript's. */
import { compareEncoded } from "./keys";
import { display } from "./validators";
import { fieldAt, float64Of, int64Of, isObject, kindOf, type Json, type JsonObject } from "./values";

type Operand = Json | undefined;

const comparisons: Record<string, (order: number) => boolean> = {
  $eq: (order) => order === 0,
  $neq: (order) => order !== 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

const arithmetic: Record<
  string,
  { verb: string; float: (a: number, b: number) => number; int: (a: bigint, b: bigint) => bigint }
> = {
  $add: { verb: "add", float: (a, b) => a + b, int: (a, b) => a + b },
  $sub: { verb: "subtract", float: (a, b) => a - b, int: (a, b) => a - b },
  $mul: { verb: "multiply", float: (a, b) => a * b, int: (a, b) => a * b },
  $div: { verb: "divide", float: (a, b) => a / b, int: (a, b) => a / b },
  $mod: { verb: "mod", float: (a, b) => a % b, int: (a, b) => a % b },
};

/** Whether the document passes, i.e. the expression is true; a value that is no boolean is an error. */
export function passes(expression: Json, document: JsonObject): boolean {
  return toBoolean(evaluate(expression, document));
}

function toBoolean(value: Operand): boolean {
  if (typeof value !== "boolean")
    throw new Error(`A filter must give a boolean, not ${JSON.stringify(value)}.`);
  return value;
}

function evaluate(expression: Json, document: JsonObject): Operand {
  const [operator, operand] = isObject(expression) ? (Object.entries(expression)[0] ?? []) : [];
  if (operator === undefined || operand === undefined) throw new Error("Malformed filter expression.");
  const sub = (part: Json | undefined) => evaluate(part as Json, document);
  switch (operator) {
    case "$literal":
      return kindOf(operand) === "undefined" ? undefined : operand;
    case "$field":
      return fieldAt(document, String(operand).split("."));
    case "$and":
      return (operand as Json[]).every((part) => toBoolean(sub(part)));
    case "$or":
      return (operand as Json[]).some((part) => toBoolean(sub(part)));
    case "$not":
      return !toBoolean(sub(operand));
    case "$neg":
      return negate(sub(operand));
  }
  const [left, right] = (operand as Json[]).map(sub);
  if (operator in comparisons) return comparisons[operator]!(compareEncoded(left, right));
  if (operator in arithmetic) return calculate(operator, left, right);
  throw new Error(`Unknown filter operator ${operator}.`);
}

/** There are many NaNs, below and above all other numbers; which one arithmetic gives is up to the processor. */
const NOT_A_NUMBER: Json = { $float: "AAAAAAAA+H8=" };

function encodeFloat(value: number): Json {
  if (Number.isNaN(value)) return NOT_A_NUMBER;
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return { $float: bytes.toString("base64") };
}

const LEAST_INT64 = -(2n ** 63n);
const GREATEST_INT64 = 2n ** 63n - 1n;

/** Null beyond 64 bits. */
function encodeInt(value: bigint): Json | null {
  if (value < LEAST_INT64 || value > GREATEST_INT64) return null;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return { $integer: bytes.toString("base64") };
}

const OUT_OF_RANGE = "the result is out of range for Int64";

function calculate(operator: string, left: Operand, right: Operand): Json {
  const { verb, float, int } = arithmetic[operator]!;
  if (kindOf(left) === "float64" && kindOf(right) === "float64")
    return encodeFloat(float(float64Of(left as Json), float64Of(right as Json)));
  if (kindOf(left) !== "int64" || kindOf(right) !== "int64")
    throw new Error(`Cannot ${verb} ${withType(left)} and ${withType(right)}`);
  const [a, b] = [int64Of(left as Json), int64Of(right as Json)];
  const divides = operator === "$div" || operator === "$mod";
  if (divides && b === 0n) throw new Error(`Cannot ${verb} ${a} by zero`);
  const result = encodeInt(int(a, b));
  if (result === null) throw new Error(`Cannot ${verb} ${a} and ${b}: ${OUT_OF_RANGE}`);
  return result;
}

function negate(value: Operand): Json {
  if (kindOf(value) === "float64") return encodeFloat(-float64Of(value as Json));
  if (kindOf(value) !== "int64") throw new Error(`Cannot negate ${withType(value)}`);
  const result = encodeInt(-int64Of(value as Json));
  if (result === null) throw new Error(`Cannot negate ${int64Of(value as Json)}: ${OUT_OF_RANGE}`);
  return result;
}

const typeNames: Partial<Record<ReturnType<typeof kindOf>, string>> = {
  undefined: "Undefined",
  null: "Null",
  int64: "Int64",
  float64: "Float64",
  boolean: "Boolean",
  string: "String",
  bytes: "Bytes",
  array: "Array",
  object: "Object",
};

function withType(value: Operand): string {
  return `${display(value)} (type ${typeNames[kindOf(value)]})`;
}
