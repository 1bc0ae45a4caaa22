import { describe, expect, test } from "vitest";
import { linkStates, type LinkState } from "../../shared/link-state";
import { operatorRoles, type OperatorRole } from "../../shared/permissions";
import {
  commandNames,
  commandRules,
  personActions,
  refusalOf,
  repairRules,
  underWay,
  type PersonAction,
  type RepairFacts,
} from "../../shared/person-actions";

const NOW = 1_000_000;
const oneSided: readonly LinkState[] = ["convex_only", "crm_only"];

/** Somebody in this state, as they usually are: with what the state says they have, and nobody else about. */
const facts = (state: LinkState, given: Partial<RepairFacts> = {}) => ({
  ...{ state, reason: "x", wantedByOther: false },
  hasAccount: state !== "crm_only",
  hasFrontendUser: !oneSided.includes(state),
  contact: state === "convex_only" ? ("none" as const) : ("active" as const),
  job: {
    ...{ state: state === "pending" ? ("waiting" as const) : undefined, attempts: 1 },
    nextAttemptAt: NOW + 90_000,
  },
  ...given,
});
const why = (action: PersonAction, ...given: Parameters<typeof facts>) => {
  const rule = { ...commandRules, ...repairRules }[action];
  return rule(facts(...given), NOW);
};

const possible: Record<PersonAction, readonly LinkState[]> = {
  resync: [
    ...(["linked", "pending", "failed", "unlinked", "convex_only"] as const),
    ...(["drifted", "broken"] as const),
  ],
  softDelete: linkStates.filter((state) => state !== "deleted" && state !== "crm_only"),
  restore: ["deleted"],
  resendWelcome: linkStates.filter((state) => state !== "deleted" && !oneSided.includes(state)),
  resolveDrift: ["linked", "failed", "drifted"],
  reviewMatch: ["failed", "unlinked", "convex_only", "crm_only", "conflict", "broken"],
  invite: ["crm_only"],
  archiveContact: ["conflict", "deleted"],
};

describe.each(personActions)("%s", (action) => {
  test.each(linkStates)("of somebody %s is possible, or says why not", (state) => {
    const told = why(action, state);
    if (possible[action].includes(state)) expect(told).toBeNull();
    else expect(told).toMatch(/^[A-Z].+\.$/su);
  });

  test.each(operatorRoles)("by a %s: the right counts first, and waiting does not change it", (role) => {
    const may = role === "admin" || role === "support";
    const refused = { allowed: false, why: "Not now." };
    const told = refusalOf(action, { role, availability: refused, paused: true });
    expect(told).toEqual(may ? { by: "state", why: "Not now." } : { by: "role" });
    const free = refusalOf(action, { role, availability: { allowed: true, why: null }, paused: false });
    expect(free).toEqual(may ? null : { by: "role" });
  });
});

test("while work for the backend is paused, only what needs no backend is possible", () => {
  const paused = {
    role: "support" as OperatorRole,
    availability: { allowed: true, why: null },
    paused: true,
  };
  const refused = personActions.filter((action) => refusalOf(action, paused));
  expect(refused).toEqual(["resync", "resendWelcome", "resolveDrift", "archiveContact"]);
});

describe("beside the state", () => {
  test("a welcome goes to whom the backend knows", () => {
    const stranger = { ...facts("linked"), hasFrontendUser: false };
    expect(commandRules.resendWelcome(stranger, NOW)).toBe(
      "The backend does not know this user yet. Resync first.",
    );
  });

  test("choices join a resync that has not begun, and no other job", () => {
    const queued = { state: "queued" as const, attempts: 0, nextAttemptAt: undefined };
    expect(why("resolveDrift", "pending", { reason: "update", job: queued })).toBeNull();
    expect(why("resolveDrift", "pending", { reason: "register", job: queued })).not.toBeNull();
  });

  test("an archived contact is neither invited nor archived again", () => {
    expect(why("invite", "crm_only", { contact: "archived" })).toMatch(/archived/u);
    expect(why("archiveContact", "deleted", { contact: "archived" })).toMatch(/No active/u);
  });

  test("a contact that another living account wants stays", () => {
    expect(why("archiveContact", "deleted", { wantedByOther: true })).toMatch(/another living account/u);
  });

  test("who has to wait for a job hears for how long", () => {
    expect(underWay("waiting", NOW + 90_000, NOW)).toContain("Its next attempt is in 2 min.");
    expect(underWay("running", undefined, NOW)).toContain("Try again in a few seconds.");
  });
});

test("every command is a person's action", () => {
  expect(personActions).toEqual(expect.arrayContaining([...commandNames]));
});
