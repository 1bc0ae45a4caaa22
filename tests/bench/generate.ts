import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeZip } from "./zip";

const FIRST_NAMES = ["Anna", "Jürgen", "Zoë", "Fatima", "Ömer", "Uwe-Maria", "Yuki", "Şule", "Wei", "Björn"];
const LAST_NAMES = [
  ...["Müller", "Schmidt", "Weiss", "Petersen", "Schröder", "Yılmaz", "Nguyen", "Zimmermann", "Krüger"],
  ...["Hansen", "Lehmann", "Großmann", "Jäger", "Kowalski", "Peters", "Behrens", "Voß", "Thiel", "Brandt"],
];
const FIRST_DAY = Date.UTC(2024, 0, 1);

/** Of a hundred people: most are linked, some match by e-mail only, some are on one side only, some differ. */
export const kindOf = (n: number) => {
  const percent = n % 100;
  if (percent < 80) return "linked";
  if (percent < 88) return "same e-mail";
  if (percent < 93) return "drifted";
  return "one side only";
};

/** The two exports of an organisation with `count` users and `count` contacts, who are always the same people. */
export async function generateExports(folder: string, count: number) {
  const snapshot = join(folder, `snapshot-${count}.zip`);
  const contacts = join(folder, `contacts-${count}.jsonl`);
  await writeZip(snapshot, "users/documents.jsonl", lines(count, userLine));
  await pipeline(Readable.from(lines(count, contactLine)), createWriteStream(contacts));
  return { snapshot, contacts };
}

async function* lines(count: number, line: (n: number) => object): AsyncGenerator<string> {
  for (let n = 0; n < count; n++) yield `${JSON.stringify(line(n))}\n`;
}

export function userLine(n: number) {
  const linked = ["linked", "drifted"].includes(kindOf(n));
  return {
    _id: userId(n),
    _creationTime: FIRST_DAY + n * 60_000,
    ...personOf(n, "user"),
    ...(linked ? { crmContactId: contactId(n), frontendUserId: frontendUserId(n) } : {}),
    isActive: true,
  };
}

export function contactLine(n: number) {
  const { firstName, lastName, ...person } = personOf(n, "contact");
  const linked = ["linked", "drifted"].includes(kindOf(n));
  return {
    id: contactId(n),
    type: "crm_contact",
    subtype: "customer",
    status: "active",
    name: `${firstName} ${lastName}`,
    customProperties: {
      ...person,
      firstName: kindOf(n) === "drifted" ? `${firstName}-Marie` : firstName,
      lastName,
      tags: ["website_user"],
      ...(linked ? { convexUserId: userId(n), frontendUserId: frontendUserId(n) } : {}),
    },
    createdAt: FIRST_DAY + n * 60_000,
    updatedAt: FIRST_DAY + n * 60_000 + 5_000,
  };
}

function personOf(n: number, side: "user" | "contact") {
  const alone = kindOf(n) === "one side only" ? `.${side}` : "";
  return {
    email: `person${n}${alone}@klinik-haff.example`,
    firstName: pick(FIRST_NAMES, n),
    lastName: pick(LAST_NAMES, n),
    phone: `+49151${String(10_000_000 + n)}`,
  };
}

const pick = (names: string[], n: number) => names[(n * 7 + Math.floor(n / 100)) % names.length] ?? "";
const userId = (n: number) => `j5${String(n).padStart(30, "0")}`;
const contactId = (n: number) => `obj_${String(n).padStart(20, "0")}`;
const frontendUserId = (n: number) => `frontend_user_${String(n).padStart(16, "0")}`;
