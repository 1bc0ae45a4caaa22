import type { FunctionReturnType } from "convex/server";
import { keptSide } from "../../shared/drift";
import { errorSentence } from "../../shared/error-sentences";
import { explain } from "../../shared/explain";
import { comparedFields, differingFields } from "../../shared/link-state";
import type { ContactSide, FieldRow, UserDetail } from "../../shared/users-api";
import type { BackendContact } from "../../shared/backend-api";

import { api } from "../convex/_generated/api";
import { systemActor } from "../convex-client";
import { isCrmError, type Crm } from "../crm/port";
import type { Context } from "./context";
import { appError } from "./trpc";

/** How long the page waits for the CRM, in ms, before it shows the mirror instead. */
const PATIENCE_MS = 1_500;

type MirrorCause = Extract<ContactSide["source"], { kind: "mirror" }>["code"];
type Person = NonNullable<FunctionReturnType<typeof api.people.get>>;

/**
 * One person with both sides: the contact as the CRM has it now, or else the mirror, saying why. Masked values cannot be
 * compared, so Tandem itself reads, and the procedure masks the answer for who may not read it.
 */
export async function readPerson(
  ctx: Pick<Context, "convexAs" | "crm" | "gate">,
  id: string,
): Promise<UserDetail> {
  const person = await ctx.convexAs(systemActor).query(api.people.get, { id });
  if (!person) throw appError({ code: "not_found", message: "Nobody has this ID." });
  const { row, user, commands, repairs, invitation, jobs, webhooks } = person;
  const contact = person.contact && (await readContact(ctx.crm, person.contact));
  const fields = compareFields(person, contact);
  const errorMessage = jobs[0]?.errorMessage ?? null;
  const possible = { ...commands, ...repairs };
  const explanation = explain({
    ...{ row, errorMessage, deletionReason: user?.deletionReason ?? null, fields },
    backendAway: !ctx.gate.opensWithin(PATIENCE_MS),
    isPossible: (action) => possible[action].allowed,
  });
  return { row, user, contact, fields, explanation, commands, repairs, invitation, jobs, webhooks };
}

async function readContact(crm: Crm, mirror: NonNullable<Person["contact"]>): Promise<ContactSide> {
  const { readAt, ...known } = mirror;
  const fromMirror = (code: MirrorCause, because: string): ContactSide => ({
    ...known,
    source: { kind: "mirror", readAt, because, code },
  });
  try {
    const contact = await crm.getContact(known.contactId, { timeoutMs: PATIENCE_MS });
    return contact
      ? liveContact(contact)
      : fromMirror("gone", "The CRM does not have this contact any more.");
  } catch (error) {
    const code = isCrmError(error) ? error.code : null;
    return fromMirror(code, errorSentence(code));
  }
}

const liveContact = (contact: BackendContact): ContactSide => ({
  contactId: contact.id,
  name: contact.name,
  status: contact.status,
  email: contact.email ?? null,
  firstName: contact.firstName ?? null,
  lastName: contact.lastName ?? null,
  phone: contact.phone ?? null,
  convexUserId: contact.convexUserId ?? null,
  frontendUserId: contact.frontendUserId ?? null,
  company: contact.company ?? null,
  tags: contact.tags,
  createdAt: contact.createdAt,
  updatedAt: contact.updatedAt,
  source: { kind: "live", readAt: Date.now() },
});

function compareFields(person: Person, contact: ContactSide | null): FieldRow[] {
  const { user, profileUpdatedAt, lastWebhookValues, owners } = person;
  const differing = user && contact ? differingFields(user, contact) : [];
  return comparedFields.map((field) => {
    const differs = differing.includes(field);
    const sides = user &&
      contact && {
        convex: { values: user, updatedAt: profileUpdatedAt },
        crm: { values: contact, updatedAt: contact.updatedAt },
      };
    return {
      ...{ field, differs, convex: user?.[field] ?? null, crm: contact?.[field] ?? null },
      owner: owners[field],
      lastWebhook: lastWebhookValues[field]?.value ?? null,
      lastWebhookAt: lastWebhookValues[field]?.at ?? null,
      keeps: differs && sides ? keptSide(field, sides, owners) : null,
    };
  });
}
