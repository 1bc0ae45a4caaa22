import { expect, test } from "vitest";
import { z } from "zod";
import { appRouter } from "../../server/trpc/router";
import { type Permission, permissions } from "../../shared/permissions";
import { personalKinds } from "../../shared/personal";
import { procedureRights, rightsByName } from "../support/right-table";

/** What people who see masked values are answered; one's own account and tokens are nobody else's. */
const ownOrOnPurpose = ["account.self", "tokens.own", "pii.reveal"];
const forViewers = rightsByName(procedureRights).flatMap(([path, needs]) => {
  const holders: readonly string[] = needs in permissions ? permissions[needs as Permission] : [];
  return holders.includes("viewer") && !ownOrOnPurpose.includes(needs) ? [path] : [];
});
type Known = Record<string, { _def: { output?: z.ZodType } }>;
const outputs = appRouter._def.procedures as unknown as Known;

/** The places in a schema where a string stands of which nothing says what it tells about somebody. */
function unmarked(schema: z.core.$ZodType, at: string): string[] {
  if (schema instanceof z.ZodString) return personalKinds.get(schema) ? [] : [at];
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, field]) => unmarked(field, `${at}.${key}`));
  if (schema instanceof z.ZodArray) return unmarked(schema.element, `${at}[]`);
  if (schema instanceof z.ZodRecord) return unmarked(schema.valueType, `${at}.*`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => unmarked(option, at));
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return unmarked(schema.def.innerType, at);
  return [];
}

test.each(forViewers)("every text that %s answers says by its type what it tells about somebody", (path) => {
  const output = outputs[path]?._def.output;
  // A stream's messages are those of a query beside it.
  if (!output) expect(path).toMatch(/\.(?:watch|tail)$/u);
  else expect(unmarked(output, path)).toEqual([]);
});
