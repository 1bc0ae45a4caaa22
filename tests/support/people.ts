import type { RegistrationForm } from "../../shared/registration";

let count = 0;

/** A registration form, well filled in, by somebody nobody has met yet. */
export function newPerson(fields: Partial<RegistrationForm> = {}): RegistrationForm {
  count++;
  return {
    salutation: "Frau",
    title: "Dr.",
    firstName: "Zoë",
    lastName: `Müller-${count}`,
    email: `zoe.mueller.${count}@klinik.example`,
    phone: "0151 23456789",
    organization: "Klinik am Haff",
    profession: "Ärztin",
    position: "",
    password: "sommerregen 12",
    passwordAgain: "sommerregen 12",
    terms: true,
    ...fields,
  };
}
