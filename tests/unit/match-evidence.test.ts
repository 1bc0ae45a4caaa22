import { describe, expect, test } from "vitest";
import { evidenceFor, strengthOf, type PairFacts } from "../../server/convex/model/matchEvidence";

const zoe = { email: "zoe@x.de", phone: "0151 23456789", firstName: "Zoë", lastName: "Müller" };
const HOUR = 3_600_000;

function pair(user: Partial<PairFacts["user"]> = {}, contact: Partial<PairFacts["contact"]> = {}): PairFacts {
  return {
    user: { ...zoe, ref: "u1", createdAt: 10 * HOUR, ...user },
    contact: { ...zoe, crmId: "c1", archived: false, createdAt: 10 * HOUR, ...contact },
    otherClaimants: 0,
  };
}
const verdictOn = (kind: string, facts: PairFacts) =>
  evidenceFor(facts).find((each) => each.kind === kind)?.verdict;

describe("what speaks for and against two records being one person", () => {
  test("an ID stored on either side speaks for its owner and against everybody else", () => {
    expect(verdictOn("user_names_contact", pair({ crmContactId: "c1" }))).toBe("for");
    expect(verdictOn("user_names_contact", pair({ crmContactId: "c2" }))).toBe("against");
    expect(verdictOn("user_names_contact", pair())).toBe("neutral");
    expect(verdictOn("contact_names_user", pair({}, { convexUserId: "u1" }))).toBe("for");
    expect(verdictOn("contact_names_user", pair({}, { convexUserId: "u2" }))).toBe("against");
  });

  test("e-mail, phone and name are compared as the join compares them, and a missing one says nothing", () => {
    const spelled = { email: " ZOE@x.de", phone: "+49 151 23456789", firstName: "zoë ", lastName: "MÜLLER" };
    for (const kind of ["email", "phone", "name"]) {
      expect(verdictOn(kind, pair({}, spelled)), kind).toBe("for");
      expect(verdictOn(kind, pair({}, { email: "", phone: "", firstName: "", lastName: "" })), kind).toBe(
        "neutral",
      );
      const other = { email: "anna@x.de", phone: "0160 1", firstName: "Anna", lastName: "Beck" };
      expect(verdictOn(kind, pair({}, other)), kind).toBe("against");
    }
  });

  test("made within an hour of each other speaks for them; further apart says nothing", () => {
    expect(verdictOn("created", pair({}, { createdAt: 11 * HOUR }))).toBe("for");
    expect(verdictOn("created", pair({}, { createdAt: 11 * HOUR + 1 }))).toBe("neutral");
  });

  test("other claimants and an archived contact speak against", () => {
    expect(verdictOn("other_claimants", { ...pair(), otherClaimants: 2 })).toBe("against");
    expect(verdictOn("archived", pair({}, { archived: true }))).toBe("against");
    expect(verdictOn("archived", pair())).toBeUndefined();
  });

  test("stored IDs weigh more than an e-mail, and an e-mail more than a name", () => {
    const nobody = { email: "", phone: "", firstName: "", lastName: "", createdAt: 0 };
    const strength = (facts: PairFacts) => strengthOf(evidenceFor(facts));
    const byId = strength(pair({ ...nobody, crmContactId: "c1" }));
    const byEmail = strength(pair({ ...nobody, email: zoe.email }));
    const byName = strength(pair({ ...nobody, firstName: zoe.firstName, lastName: zoe.lastName }));
    expect(byId).toBeGreaterThan(byEmail);
    expect(byEmail).toBeGreaterThan(byName);
  });

  test("every piece is a whole sentence", () => {
    const tangled = pair({ crmContactId: "c2" }, { convexUserId: "u2", archived: true, createdAt: 0 });
    for (const { sentence } of evidenceFor({ ...tangled, otherClaimants: 1 }))
      expect(sentence).toMatch(/^[A-Z0-9].*\.$/u);
  });
});
