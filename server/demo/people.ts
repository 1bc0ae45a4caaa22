import { randomBytes, randomInt } from "node:crypto";
import type { RegistrationForm } from "../../shared/registration";

const firstNames = [
  "Jörg",
  "Anneliese",
  "Şule",
  "Ömer",
  "Zoë",
  "Björn",
  "Wiebke",
  "Łukasz",
  "Nguyệt",
  "Frauke",
];
const lastNames = ["Müller", "Weiß", "Groß-Bölting", "Yıldız", "von der Heide", "Jürgens", "Krüger", "Øster"];
const organizations = ["Klinik am Haff", "Praxis Dr. Möwe", "Universität Greifswald", ""];
const professions = ["Ärztin", "Pflegefachkraft", "Physiotherapeut", ""];

const oneOf = <T>(list: readonly [T, ...T[]] | T[]): T => list[randomInt(list.length)] as T;

/** Somebody made up, as they fill in the portal's form. Their address can receive no mail. */
export function somebody(): RegistrationForm {
  const firstName = oneOf(firstNames);
  const lastName = oneOf(lastNames);
  const password = randomBytes(12).toString("base64url");
  return {
    salutation: oneOf(["", "Frau", "Herr", "Divers"]),
    title: oneOf(["", "", "Dr."]),
    firstName,
    lastName,
    email: `${[firstName, lastName].map(plain).join(".")}.${randomBytes(3).toString("hex")}@demo.example`,
    phone: `0151 ${randomInt(10_000_000, 99_999_999)}`,
    organization: oneOf(organizations),
    profession: oneOf(professions),
    position: "",
    password,
    passwordAgain: password,
    terms: true,
  };
}

/** A phone number that somebody might get when they move. */
export const newPhone = () => `+4916${randomInt(10_000_000, 99_999_999)}`;

const plain = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/[^a-z]/giu, "")
    .toLowerCase();
