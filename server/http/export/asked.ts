import type { z } from "zod";
import type { AppError } from "../../../shared/errors";
import { expected } from "../../expected";

/** What an address asks for as JSON, in its parameter `field`. Throws `invalid` on that when it cannot be read. */
export function askedAsJson<Schema extends z.ZodType>(
  schema: Schema,
  field: string,
  text: string,
): z.infer<Schema> {
  try {
    return asked(schema, field, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw expected(unreadable(field, "It is not JSON."));
    throw error;
  }
}

/** The same of what has come in the body. */
export function asked<Schema extends z.ZodType>(schema: Schema, field: string, input: unknown) {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw expected(unreadable(field, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`));
}

/** For who writes a program: a page of ours asks for nothing that cannot be read. */
const unreadable = (field: string, why: string): AppError => ({
  ...{ code: "invalid", field, message: `The ${field} cannot be read. ${why}` },
});
