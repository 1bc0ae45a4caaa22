import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldSides, overwritesOwner, planDrift, type Choices } from "../../shared/drift";
import { comparedFields, differingFields } from "../../shared/link-state";

const convex = { email: "a@x.de", firstName: "Jörg", lastName: "Alt", phone: "0151 1111111" };

describe("what a resync writes where", () => {
  test("the account's e-mail wins, because it is what people sign in with", () => {
    const crm = { ...convex, email: "new@x.de" };
    expect(planDrift({ values: convex, updatedAt: 1 }, { values: crm, updatedAt: 2 })).toEqual({
      toCrm: { email: "a@x.de" },
      toConvex: {},
    });
  });

  test("of names and phone, what changed last wins", () => {
    const crm = { ...convex, lastName: "Neu", phone: "0160 2222222" };
    const newer = planDrift({ values: convex, updatedAt: 1 }, { values: crm, updatedAt: 2 });
    expect(newer).toEqual({ toCrm: {}, toConvex: { lastName: "Neu", phone: "0160 2222222" } });
    const older = planDrift({ values: convex, updatedAt: 3 }, { values: crm, updatedAt: 2 });
    expect(older).toEqual({ toCrm: { lastName: "Alt", phone: "0151 1111111" }, toConvex: {} });
  });

  test("what only one side knows is filled in on the other, never deleted", () => {
    const plan = planDrift(
      { values: { email: "a@x.de" }, updatedAt: 1 },
      { values: { phone: "0160 2222222" }, updatedAt: 2 },
    );
    expect(plan).toEqual({ toCrm: { email: "a@x.de" }, toConvex: { phone: "0160 2222222" } });
  });

  test("afterwards both sides agree, whatever they held", () => {
    const values = fc.record(
      Object.fromEntries(
        comparedFields.map((field) => [field, fc.constantFrom("", "a", "B ", "0151 1", "x@y.de")]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(values, values, fc.nat(3), fc.nat(3), (a, b, at, bt) => {
        const { toCrm, toConvex } = planDrift({ values: a, updatedAt: at }, { values: b, updatedAt: bt });
        expect(differingFields({ ...a, ...toConvex }, { ...b, ...toCrm })).toEqual([]);
      }),
    );
  });
});

const side = fc.record({
  values: fc.record(
    Object.fromEntries(
      comparedFields.map((field) => [field, fc.constantFrom("", "  ", "a", "B ", "0151 1", "x@y.de")]),
    ),
    { requiredKeys: [] },
  ),
  updatedAt: fc.nat(3),
});
const choices: fc.Arbitrary<Choices> = fc.record(
  Object.fromEntries(comparedFields.map((field) => [field, fc.constantFrom(...fieldSides)])),
  { requiredKeys: [] },
);

describe("what somebody chose between the sides", () => {
  const crm = { ...convex, email: "new@x.de", lastName: "Neu" };
  const sides = { convex: { values: convex, updatedAt: 1 }, crm: { values: crm, updatedAt: 2 } };

  test("goes before the owner of the field, and fields without a choice go by theirs", () => {
    expect(planDrift(sides.convex, sides.crm, { email: "crm" })).toEqual({
      toCrm: {},
      toConvex: { email: "new@x.de", lastName: "Neu" },
    });
    expect(planDrift(sides.convex, sides.crm, { lastName: "convex" })).toEqual({
      toCrm: { email: "a@x.de", lastName: "Alt" },
      toConvex: {},
    });
  });

  test("needs a confirmation exactly where it replaces what the owner of the field holds", () => {
    expect(overwritesOwner("email", "crm", sides)).toBe(true);
    expect(overwritesOwner("email", "convex", sides)).toBe(false);
    expect(overwritesOwner("lastName", "convex", sides)).toBe(true);
    expect(overwritesOwner("lastName", "crm", sides)).toBe(false);
  });

  test("of a side that has no value is no reason to delete the other's", () => {
    const empty = { values: { ...convex, phone: " " }, updatedAt: 3 };
    const plan = planDrift(empty, sides.convex, { phone: "convex" });
    expect(plan).toEqual({ toCrm: {}, toConvex: { phone: "0151 1111111" } });
  });

  test("leaves both sides agreeing, whatever was chosen, and nothing typed is ever lost to a blank", () => {
    fc.assert(
      fc.property(side, side, choices, (a, b, chosen) => {
        const { toCrm, toConvex } = planDrift(a, b, chosen);
        expect(differingFields({ ...a.values, ...toConvex }, { ...b.values, ...toCrm })).toEqual([]);
        for (const value of [...Object.values(toCrm), ...Object.values(toConvex)]) {
          expect(value?.trim()).toBeTruthy();
        }
      }),
    );
  });
});

test("a resync that nobody has chosen for never replaces a value of the field's owner", () => {
  fc.assert(
    fc.property(side, side, (a, b) => {
      const { toCrm, toConvex } = planDrift(a, b);
      for (const field of comparedFields) {
        if (field in toCrm) expect(overwritesOwner(field, "convex", { convex: a, crm: b })).toBe(false);
        if (field in toConvex) expect(overwritesOwner(field, "crm", { convex: a, crm: b })).toBe(false);
      }
    }),
  );
});
