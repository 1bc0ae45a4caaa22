import { expect, test } from "vitest";
import type { Crm } from "../../server/crm/port";
import { register } from "../../server/sync/perform/register";
import type { Work } from "../../server/sync/work";
import { defaultOwners } from "../../shared/field-owners";
import { startBackend } from "./reference-backend-harness";

const email = "zoe@klinik.example";
const userId = "invited";

/** Somebody who was invited as one contact, and registers with the e-mail of another one. */
async function invited() {
  const { crm, request } = await startBackend();
  const contact = async (fields: object): Promise<string> =>
    (await request("POST", "/crm/contacts", { lastName: "Gast", ...fields })).body.id;
  const second = await contact({ email });
  const waiting = await contact({ email: "guest@klinik.example" });
  const profile = { email, firstName: "Zoë", lastName: "Müller" };
  const user = { userId, crmContactId: waiting, frontendUserId: null, createdAt: 1, profileUpdatedAt: 1 };
  const job = {
    kind: "register",
    lane: "live",
    attempt: 1,
    claimedAt: 1,
    choices: {},
    replaced: {},
    owners: defaultOwners,
  } as const;
  const work = {
    ...{ ...job, jobId: "job" as Work["jobId"], reason: null, contactId: waiting },
    user: {
      ...{ ...user, language: undefined, reviewed: false, untold: [] },
      profile: profile as Work["user"]["profile"],
    },
  };
  const mirrored: string[] = [];
  const attempt = (backend: Crm) =>
    register(
      {
        crm: backend,
        isGone: () => Promise.resolve(false),
        isNamedByOther: () => Promise.resolve(false),
        claims: () => Promise.resolve({ rejected: [], accepted: [], naming: [] }),
        mirror: ({ id }) => Promise.resolve(void mirrored.push(id)),
      },
      work,
      {},
    );
  return { crm, waiting, second, attempt, mirrored };
}

/** A backend that goes by e-mail alone, whomever a contact names: it takes the oldest. */
const byEmailAlone = (crm: Crm, claimed: string): Crm => ({
  ...crm,
  async registerUser(input, options) {
    const { email, convexUserId } = (await crm.getContact(claimed)) ?? {};
    await crm.updateContact(claimed, { email: null, convexUserId: null });
    const ids = await crm.registerUser(input, options);
    await crm.updateContact(claimed, { email: email ?? null, convexUserId: convexUserId ?? null });
    return ids;
  },
});

test("an invited person ends on the contact that waits, though another one has their e-mail", async () => {
  const { crm, waiting, attempt } = await invited();
  expect((await attempt(crm)).user.crmContactId).toBe(waiting);
});

test("where the backend takes the other contact all the same, nobody is linked to it: a person has to judge", async () => {
  const { crm, waiting, second, attempt, mirrored } = await invited();
  await expect(attempt(byEmailAlone(crm, waiting))).rejects.toMatchObject({
    code: "conflict",
    field: "email",
  });
  const released = await crm.getContact(waiting);
  expect(released?.email).toBe("guest@klinik.example");
  expect(released?.convexUserId).toBeUndefined();
  expect(mirrored).toEqual([waiting, second]);
});
