import { randomBytes, randomInt } from "node:crypto";
import type { RegistrationForm } from "../../shared/registration";
import { foldText } from "../../shared/search-text";

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
const organizations = ["Praxis Dr. Möwe", "Universität Greifswald", ""];
const professions = ["Ärztin", "Pflegefachkraft", "Physiotherapeut", ""];

/** Whose people the CRM refuses for a while, in the addresses of those who work there. */
export const KLINIK = "@klinik.demo.example";
const ELSEWHERE = "@demo.example";

const oneOf = <T>(list: readonly [T, ...T[]] | T[]): T => list[randomInt(list.length)] as T;

/** Somebody made up, as they fill in the portal's form. Their address can receive no mail. */
export function somebody(where: "klinik" | "elsewhere" = "elsewhere"): RegistrationForm {
  const firstName = oneOf(firstNames);
  const lastName = oneOf(lastNames);
  const password = randomBytes(12).toString("base64url");
  const mailbox = `${[firstName, lastName].map(plain).join(".")}.${randomBytes(3).toString("hex")}`;
  return {
    salutation: oneOf(["", "Frau", "Herr", "Divers"]),
    title: oneOf(["", "", "Dr."]),
    firstName,
    lastName,
    email: mailbox + (where === "klinik" ? KLINIK : ELSEWHERE),
    phone: `0151 ${randomInt(10_000_000, 99_999_999)}`,
    organization: where === "klinik" ? "Klinik am Haff" : oneOf(organizations),
    profession: oneOf(professions),
    position: "",
    password,
    passwordAgain: password,
    terms: true,
  };
}

/** A phone number that somebody might get when they move. */
export const newPhone = () => `+4916${randomInt(10_000_000, 99_999_999)}`;

const plain = (name: string) => foldText(name).replace(/[^a-z]/gu, "");
