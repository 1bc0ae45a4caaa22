import { z } from "zod";
import { Plain } from "./personal";

/** Left empty, there is none: no page leads there. */
const Page = Plain.trim()
  .max(500, "Give a shorter address.")
  .refine((text) => text === "" || isWeb(text), {
    error: "Give an address such as https://example.org/privacy.",
  });

const isWeb = (text: string) => URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);

/**
 * Whose portal it is, for the people who register: its name on every page and in every mail, its colour (`#rrggbb`, or
 * empty for Tandem's own), where what they accept is to be read, and whether registering tells that an address is taken.
 */
export const Organization = z.object({
  name: Plain.trim()
    .min(1, "Give the name that members know.")
    .max(60, "Give a name of at most 60 characters.")
    // It stands in the subjects of mails.
    .regex(/^[^\p{Cc}<>]*$/u, "Leave out line breaks and angle brackets."),
  color: Plain.trim().regex(/^(?:#[0-9a-f]{6})?$/iu, "Give a colour such as #0a7d5a."),
  termsUrl: Page,
  privacyUrl: Page,
  tellsTaken: z.boolean(),
});
export type Organization = z.infer<typeof Organization>;

export const defaultOrganization: Organization = {
  ...{ name: "Tandem", color: "", termsUrl: "", privacyUrl: "" },
  tellsTaken: true,
};
