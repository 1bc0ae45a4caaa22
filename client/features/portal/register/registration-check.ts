import { RegistrationFields, RegistrationForm } from "../../../../shared/registration";
import { firstIssues } from "../form/issues";
import type { Errors } from "../form/form-state";

/** What is in the form while somebody types: the tick may still be missing. */
export type Typed = Omit<RegistrationForm, "terms" | "formKey" | "language"> & { terms: boolean };

export const emptyRegistration: Typed = {
  salutation: "",
  title: "",
  firstName: "",
  lastName: "",
  email: "",
  phone: "",
  organization: "",
  profession: "",
  position: "",
  password: "",
  passwordAgain: "",
  terms: false,
};

const justTerms = RegistrationFields.pick({ terms: true });

/** Zod compares the two passwords only after the tick is there; people hear about each in its own time. */
export function checkRegistration(values: Typed): Errors<Typed> {
  return {
    ...firstIssues<Typed>(RegistrationForm.safeParse({ ...values, terms: true })),
    ...firstIssues<Typed>(justTerms.safeParse(values)),
  };
}

export const isRegistrationField = (name: string | null): name is keyof Typed & string =>
  name !== null && name in emptyRegistration;
