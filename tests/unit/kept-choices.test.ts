import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldSides, planDrift, type Choices } from "../../shared/drift";
import { defaultOwners } from "../../shared/field-owners";
import { outdatedChoices, replacedBy } from "../../shared/kept-choices";
import { comparedFields, type ComparedValues } from "../../shared/link-state";

const sides = (convex: ComparedValues, crm: ComparedValues) => ({
  convex: { values: convex, updatedAt: 1 },
  crm: { values: crm, updatedAt: 2 },
});

describe("a choice that waits for its attempt", () => {
  const choices: Choices = { lastName: "crm", phone: "convex" };
  const seen = sides({ lastName: "Alt", phone: "+4917611111111" }, { lastName: "Neu" });
  const replaced = replacedBy(choices, seen);

  test("keeps what it replaces on the other side, also where that is nothing", () => {
    expect(replaced).toEqual({ lastName: "Alt", phone: null });
  });

  test("is outdated by a value of the other side that nobody had seen", () => {
    const typed = sides({ lastName: "Ganz-Neu", phone: "+4917611111111" }, { lastName: "Neu" });
    expect(outdatedChoices(choices, replaced, typed)).toEqual(["lastName"]);
    const filled = sides({ lastName: "Alt", phone: "+4917611111111" }, { lastName: "Neu", phone: "+49301" });
    expect(outdatedChoices(choices, replaced, filled)).toEqual(["phone"]);
  });

  test("is not outdated by another value of the side that was chosen, nor by the same value written otherwise", () => {
    const newer = sides({ lastName: "Alt", phone: "+4917611111111" }, { lastName: "Ganz-Neu" });
    expect(outdatedChoices(choices, replaced, newer)).toEqual([]);
    const phone = { phone: "crm" } as const;
    const before = replacedBy(phone, sides({ phone: "0176 11111111" }, { phone: "+49302" }));
    const now = sides({ phone: "+49 176 11111111" }, { phone: "+49302" });
    expect(outdatedChoices(phone, before, now)).toEqual([]);
  });

  test("of an older version, which kept nothing, stands", () => {
    expect(outdatedChoices(choices, {}, seen)).toEqual([]);
  });
});

test("whatever a choice overwrites was there when it was made, or is called outdated", () => {
  const value = fc.option(fc.constantFrom("A", "B", "C"), { nil: null });
  const values = fc.record({ email: value, firstName: value, lastName: value, phone: value });
  const choosing = fc.record(
    Object.fromEntries(comparedFields.map((field) => [field, fc.constantFrom(...fieldSides)])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Choices>;
  fc.assert(
    fc.property(values, values, values, values, choosing, (convex, crm, convexNow, crmNow, choices) => {
      const replaced = replacedBy(choices, sides(convex, crm));
      const now = sides(convexNow, crmNow);
      const outdated = outdatedChoices(choices, replaced, now);
      const plan = planDrift(now, defaultOwners, choices);
      for (const field of comparedFields.filter((each) => choices[each] && !outdated.includes(each))) {
        if (choices[field] === "crm" && field in plan.toConvex) expect(convexNow[field]).toBe(convex[field]);
        if (choices[field] === "convex" && field in plan.toCrm) expect(crmNow[field]).toBe(crm[field]);
      }
    }),
  );
});
