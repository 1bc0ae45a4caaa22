import type { FunctionReturnType } from "convex/server";
import type { BackendContact } from "../../shared/backend-api";
import { planDrift, type BothSides, type Choices } from "../../shared/drift";
import { fieldList, fieldName } from "../../shared/field-names";
import { jobNames } from "../../shared/jobs";
import { outdatedChoices } from "../../shared/kept-choices";
import type { ComparedValues, JobKind } from "../../shared/link-state";
import type { api } from "../convex/_generated/api";
import { listed, type StepResult } from "./trace-steps";

export type Facts = FunctionReturnType<typeof api.tracing.facts>;
type User = NonNullable<Facts["user"]>;
type Contact = Pick<NonNullable<Facts["contact"]>, "contactId" | "convexUserId" | "updatedAt"> & {
  values: ComparedValues;
};

type Values = NonNullable<StepResult["values"]>;
type Planned = StepResult & { kind: JobKind | null; values: Values };

/** What a resync would do now. `kind` is `null` when that is nothing; a job that is open already goes on instead. */
export function planStep(facts: Facts, live: BackendContact | null): Planned {
  const { plan, openJob, user } = facts;
  if (openJob) {
    const sentence = `${jobNames[openJob.kind]}. This job is open already: it is hurried on.`;
    return planned(facts, openJob.kind, sentence, live);
  }
  if ("skipped" in plan || !user) {
    const sentence = "skipped" in plan ? plan.skipped : "There is no account to sync.";
    return { status: "skipped", sentence, kind: null, values: [] };
  }
  return planned(facts, plan.kind, `${jobNames[plan.kind]}.`, live);
}

function planned(
  { user, contact, openJob, owners }: Facts,
  kind: JobKind,
  sentence: string,
  live: BackendContact | null,
) {
  const crm: Contact | null = contact && (live ? { ...contact, ...factsOf(live) } : contact);
  const outdated =
    user && crm && openJob ? outdatedChoices(openJob.choices, openJob.replaced, { convex: user, crm }) : [];
  if (outdated.length > 0) {
    const why = `${sentence} It will fail: changed since somebody chose between the sides: ${fieldList(outdated)}.`;
    return { status: "failed" as const, sentence: why, kind, values: [] };
  }
  const values = user ? writesOf[kind](user, crm, { owners, choices: openJob?.choices ?? {} }) : [];
  return { status: "ok" as const, sentence, kind, values };
}

const factsOf = (live: BackendContact) => ({
  ...{ values: live, updatedAt: live.updatedAt },
  convexUserId: live.convexUserId ?? null,
});

type Rule = Pick<Facts, "owners"> & { choices: Choices };
type Writes = (user: User, crm: Contact | null, rule: Rule) => Values;

/** What each kind of job writes, as far as it is known before the backend has answered. */
const writesOf: Record<JobKind, Writes> = {
  update: (user, crm, rule) => (crm ? fieldWrites({ convex: user, crm }, rule) : []),
  restore: (user, crm, { owners }) => [
    ...toCrm({ status: "active", "Convex user ID": crm?.convexUserId ?? user.userId }),
    ...(crm ? fieldWrites({ convex: user, crm }, { owners, choices: {} }) : []),
    ...toAccount({ "CRM contact ID": crm?.contactId }),
  ],
  register: (user) => toCrm({ ...user.values, "Convex user ID": user.userId }),
  link_existing: (user, crm) => [
    ...toCrm({ "Convex user ID": user.userId }),
    // Where the contact names another account, the backend is asked for the frontend user first.
    ...(isForeign(user, crm) ? [] : toCrm({ "frontend user ID": user.frontendUserId })),
    ...toAccount({ "CRM contact ID": user.crmContactId ?? crm?.contactId }),
  ],
  archive: () => toCrm({ status: "archived" }),
  resend_welcome: () => [],
};

const isForeign = (user: User, crm: Contact | null): boolean =>
  !!crm?.convexUserId && crm.convexUserId !== user.userId;

function fieldWrites(sides: BothSides, { owners, choices }: Rule) {
  const plan = planDrift(sides, owners, choices);
  return [...toCrm(plan.toCrm), ...toAccount(plan.toConvex)];
}

type Named = Record<string, string | null | undefined> | ComparedValues;
const toCrm = (values: Named) => to("the CRM", values);
const toAccount = (values: Named) => to("the account", values);
/** What is missing is not written. */
function to(side: string, values: Named): Values {
  const known = Object.entries(values).filter(([, value]) => value);
  return listed(Object.fromEntries(known.map(([name, value]) => [`${fieldName(name)}, to ${side}`, value])));
}
