import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planDrift } from "../../shared/drift";
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
