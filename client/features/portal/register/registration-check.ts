import { RegistrationByMail, RegistrationFields, RegistrationForm } from "../../../../shared/registration";
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
export const checkRegistration = (values: Typed): Errors<Typed> => checkBy(RegistrationForm, values);

/** The same where the password is chosen later. */
export const checkByMail = (values: Typed): Errors<Typed> => checkBy(RegistrationByMail, values);

const checkBy = (
  schema: typeof RegistrationForm | typeof RegistrationByMail,
  values: Typed,
): Errors<Typed> => ({
  ...firstIssues<Typed>(schema.safeParse({ ...values, terms: true })),
  ...firstIssues<Typed>(justTerms.safeParse(values)),
});

export const isRegistrationField = (name: string | null): name is keyof Typed & string =>
  name !== null && name in emptyRegistration;
