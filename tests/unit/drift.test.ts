import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldSides, keptSide, overwritesOwner, planDrift, type Choices } from "../../shared/drift";
import {
  defaultOwners,
  fieldOwnerKinds,
  lockedFields,
  otherOwners,
  type FieldOwners,
} from "../../shared/field-owners";
import { comparedFields, differingFields } from "../../shared/link-state";

const convex = { email: "a@x.de", firstName: "Jörg", lastName: "Alt", phone: "0151 1111111" };

describe("what a resync writes where", () => {
  test("the account's e-mail wins, because it is what people sign in with", () => {
    const crm = { ...convex, email: "new@x.de" };
    const sides = { convex: { values: convex, updatedAt: 1 }, crm: { values: crm, updatedAt: 2 } };
    expect(planDrift(sides, defaultOwners)).toEqual({
      toCrm: { email: "a@x.de" },
      toConvex: {},
    });
  });

  test("of names and phone, what changed last wins", () => {
    const crm = { ...convex, lastName: "Neu", phone: "0160 2222222" };
    const planAt = (updatedAt: number) =>
      planDrift({ convex: { values: convex, updatedAt }, crm: { values: crm, updatedAt: 2 } }, defaultOwners);
    const newer = planAt(1);
    expect(newer).toEqual({ toCrm: {}, toConvex: { lastName: "Neu", phone: "0160 2222222" } });
    const older = planAt(3);
    expect(older).toEqual({ toCrm: { lastName: "Alt", phone: "0151 1111111" }, toConvex: {} });
  });

  test("what only one side knows is filled in on the other, never deleted", () => {
    const sides = {
      convex: { values: { email: "a@x.de" }, updatedAt: 1 },
      crm: { values: { phone: "0160 2222222" }, updatedAt: 2 },
    };
    const plan = planDrift(sides, defaultOwners);
    expect(plan).toEqual({ toCrm: { email: "a@x.de" }, toConvex: { phone: "0160 2222222" } });
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

const owner = fc.constantFrom(...fieldOwnerKinds);
const owners: fc.Arbitrary<FieldOwners> = fc.record({
  ...{ email: fc.constant("convex" as const), firstName: owner, lastName: owner, phone: owner },
});
const both = fc.record({ convex: side, crm: side });

describe("who owns a field, as the settings say", () => {
  const crm = { ...convex, lastName: "Neu", phone: "0160 2222222" };
  const sides = { convex: { values: convex, updatedAt: 1 }, crm: { values: crm, updatedAt: 2 } };
  const older = { ...sides, convex: { values: convex, updatedAt: 3 } };

  test("decides whose value a resync keeps, whichever side changed last", () => {
    const settled = { ...defaultOwners, lastName: "convex", phone: "crm" } as const;
    const plan = { toCrm: { lastName: "Alt" }, toConvex: { phone: "0160 2222222" } };
    expect(planDrift(sides, settled)).toEqual(plan);
    expect(planDrift(older, settled)).toEqual(plan);
    expect(keptSide("phone", older, settled)).toBe("crm");
    expect(keptSide("phone", older, defaultOwners)).toBe("convex");
  });

  test("locks for members what is the CRM's, and by default nothing", () => {
    expect(lockedFields(defaultOwners)).toEqual([]);
    expect(lockedFields({ ...defaultOwners, firstName: "crm", lastName: "crm" })).toEqual([
      "firstName",
      "lastName",
    ]);
  });

  test("is told by the fields that have another one", () => {
    expect(otherOwners(defaultOwners, defaultOwners)).toEqual([]);
    expect(otherOwners(defaultOwners, { ...defaultOwners, phone: "crm" })).toEqual(["phone"]);
  });
});

describe("what somebody chose between the sides", () => {
  const crm = { ...convex, email: "new@x.de", lastName: "Neu" };
  const sides = { convex: { values: convex, updatedAt: 1 }, crm: { values: crm, updatedAt: 2 } };

  test("goes before the owner of the field, and fields without a choice go by theirs", () => {
    expect(planDrift(sides, defaultOwners, { email: "crm" })).toEqual({
      toCrm: {},
      toConvex: { email: "new@x.de", lastName: "Neu" },
    });
    expect(planDrift(sides, defaultOwners, { lastName: "convex" })).toEqual({
      toCrm: { email: "a@x.de", lastName: "Alt" },
      toConvex: {},
    });
  });

  test("needs a confirmation exactly where it replaces what the owner of the field holds", () => {
    expect(overwritesOwner("email", "crm", sides, defaultOwners)).toBe(true);
    expect(overwritesOwner("email", "convex", sides, defaultOwners)).toBe(false);
    expect(overwritesOwner("lastName", "convex", sides, defaultOwners)).toBe(true);
    expect(overwritesOwner("lastName", "crm", sides, defaultOwners)).toBe(false);
  });

  test("of a side that has no value is no reason to delete the other's", () => {
    const empty = { values: { ...convex, phone: " " }, updatedAt: 3 };
    const plan = planDrift({ convex: empty, crm: sides.convex }, defaultOwners, { phone: "convex" });
    expect(plan).toEqual({ toCrm: {}, toConvex: { phone: "0151 1111111" } });
  });

  test("leaves both sides agreeing, whatever was chosen and whoever owns what, and nothing typed is ever lost to a blank", () => {
    fc.assert(
      fc.property(both, owners, choices, (sides, settled, chosen) => {
        const { toCrm, toConvex } = planDrift(sides, settled, chosen);
        const after = { ...sides.convex.values, ...toConvex };
        expect(differingFields(after, { ...sides.crm.values, ...toCrm })).toEqual([]);
        for (const value of [...Object.values(toCrm), ...Object.values(toConvex)]) {
          expect(value?.trim()).toBeTruthy();
        }
      }),
    );
  });
});

test("a resync that nobody has chosen for never replaces a value of the field's owner", () => {
  fc.assert(
    fc.property(both, owners, (sides, settled) => {
      const { toCrm, toConvex } = planDrift(sides, settled);
      for (const field of comparedFields) {
        if (field in toCrm) expect(overwritesOwner(field, "convex", sides, settled)).toBe(false);
        if (field in toConvex) expect(overwritesOwner(field, "crm", sides, settled)).toBe(false);
      }
    }),
  );
});
