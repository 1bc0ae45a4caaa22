import type { ContactChanges } from "../../../shared/backend-api";
import { type BothSides, type Choices, planDrift, standsUntold } from "../../../shared/drift";
import { comparedFields } from "../../../shared/link-state";
import type { Work } from "../work";

/** Fields of the account that are not compared, and what the CRM calls them. */
const besidesInCrm = {
  ...{ salutation: "salutation", title: "title", organization: "company" },
  ...{ profession: "profession", position: "position" },
} as const;

/**
 * What to write where. What the member has changed themselves is told to the CRM as they typed it, whatever changed
 * there meanwhile, unless an operator has chosen or the field has become the CRM's since; what they took out is taken
 * out there too.
 */
export function planToTell(both: BothSides, { user, choices, owners }: Work) {
  const own = comparedFields.filter((field) => standsUntold(field, user.untold, owners));
  const theirs = Object.fromEntries(own.map((field) => [field, "convex"])) as Choices;
  const plan = planDrift(both, owners, { ...theirs, ...(choices as Choices) });
  for (const field of own) {
    if (user.profile[field]?.trim() || !plan.toConvex[field]) continue;
    plan.toConvex[field] = undefined;
    plan.toCrm[field] = null;
  }
  return { ...plan, besides: besidesOf(user) };
}

function besidesOf({ untold, profile }: Work["user"]): ContactChanges {
  const names = Object.keys(besidesInCrm) as Array<keyof typeof besidesInCrm>;
  const changed = names.filter((name) => untold.includes(name));
  return Object.fromEntries(changed.map((name) => [besidesInCrm[name], profile[name] ?? null]));
}
