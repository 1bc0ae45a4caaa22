import type { z } from "zod";
import {
  type ResendWelcomeInput,
  type UserRegistrationInput,
  resendWelcomeInputSchema,
  userRegistrationInputSchema,
} from "../../../shared/backend-api";
import { parseInput } from "../api-error";
import { isEmail } from "../contact-edit";
import { bookEvent, eventRegistrationInputSchema } from "./book-event";
import { createContact } from "./create-contact";
import { createFrontendUser } from "./create-frontend-user";
import { resendWelcomeEmail, sendWelcomeEmail } from "./welcome-email";
import type { BehaviorContext } from "./workflow";

type Result = Record<string, unknown>;
type Step = (context: Omit<BehaviorContext<never>, "input">) => Result;

/** What a behavior does with the input of its workflow; reading that throws the 400 that names the fields at fault. */
export type Prepare = (inputData: unknown) => Step;

const registrationInput: z.ZodType<UserRegistrationInput> = userRegistrationInputSchema.superRefine(
  ({ customerData, metadata }, ctx) => {
    if (!isEmail(customerData.email)) {
      ctx.addIssue({ code: "custom", path: ["customerData", "email"], message: "is not an e-mail address" });
    }
    if (!metadata.convexUserId.trim()) {
      ctx.addIssue({ code: "custom", path: ["metadata", "convexUserId"], message: "must not be empty" });
    }
  },
);

const resendInput: z.ZodType<ResendWelcomeInput> = resendWelcomeInputSchema;

/** All behaviors there are, by their type. */
const BEHAVIORS: ReadonlyMap<string, Prepare> = new Map([
  ["create-contact", prepare(registrationInput, createContact)],
  ["create-frontend-user", prepare(registrationInput, createFrontendUser)],
  ["send-welcome-email", prepare(registrationInput, sendWelcomeEmail)],
  ["resend-welcome-email", prepare(resendInput, resendWelcomeEmail)],
  ["book-event", prepare(eventRegistrationInputSchema, bookEvent)],
]);

export const BEHAVIOR_TYPES = [...BEHAVIORS.keys()];

/** Those that do the same again when they run again; all others find what they made before. */
const ONCE: ReadonlySet<string> = new Set(["resend-welcome-email", "book-event"]);
export const isRepeatable = (type: string): boolean => !ONCE.has(type);

/** How a behavior of this type is run. Throws for a type that is stored but that this version does not know. */
export function behaviorOf(type: string): Prepare {
  const found = BEHAVIORS.get(type);
  if (!found) throw new Error(`There is no behavior ${type}`);
  return found;
}

function prepare<Input>(schema: z.ZodType<Input>, run: (context: BehaviorContext<Input>) => Result): Prepare {
  return (inputData) => {
    const input = parseInput(schema, inputData);
    return (context) => run({ ...context, input });
  };
}
