import type { z } from "zod";
import {
  type ResendWelcomeInput,
  type UserRegistrationInput,
  resendWelcomeInputSchema,
  userRegistrationInputSchema,
} from "../../../shared/backend-api";
import { isEmail } from "../contact-edit";
import { createContact } from "./create-contact";
import { createFrontendUser } from "./create-frontend-user";
import { resendWelcomeEmail, sendWelcomeEmail } from "./welcome-email";
import type { Workflow } from "./workflow";

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

export const userRegistration: Workflow<UserRegistrationInput> = {
  type: "workflow",
  subtype: "user_registration",
  name: "User registration",
  status: "active",
  execution: {
    triggerOn: "user_registration",
    requiredInputs: ["customerData.email", "metadata.convexUserId"],
    errorHandling: "rollback",
  },
  inputSchema: registrationInput,
  behaviors: [
    {
      type: "create-contact",
      enabled: true,
      priority: 100,
      config: { tags: ["website_user", "active"] },
      run: createContact,
    },
    { type: "create-frontend-user", enabled: true, priority: 90, config: {}, run: createFrontendUser },
    {
      type: "send-welcome-email",
      enabled: true,
      priority: 80,
      config: { template: "welcome_email" },
      run: sendWelcomeEmail,
    },
  ],
};

export const resendWelcome: Workflow<ResendWelcomeInput> = {
  type: "workflow",
  subtype: "resend_welcome_email",
  name: "Re-send welcome",
  status: "active",
  execution: {
    triggerOn: "resend_welcome_email",
    requiredInputs: ["frontendUserId"],
    errorHandling: "rollback",
  },
  inputSchema: resendWelcomeInputSchema,
  behaviors: [
    {
      type: "send-welcome-email",
      enabled: true,
      priority: 80,
      config: { template: "welcome_email" },
      run: resendWelcomeEmail,
    },
  ],
};
