import { describe, expect, test } from "vitest";
import { planToTell } from "../../server/sync/perform/plan-to-tell";
import type { Work } from "../../server/sync/work";
import { defaultOwners, type FieldOwners } from "../../shared/field-owners";

const profile = { email: "a@x.de", firstName: "Zoë", lastName: "Alt", phone: "+4930111" };
const crm = { values: { ...profile, phone: "+4930999" }, updatedAt: 9 };

/** The plan for a member who has changed their phone, which the office has changed later. */
const planned = (owners: Partial<FieldOwners>, choices: Work["choices"] = {}, phone = profile.phone) => {
  const convex = { values: { ...profile, phone }, updatedAt: 1 };
  const user = { untold: ["phone"], profile: { ...profile, phone } } as unknown as Work["user"];
  const work = { user, choices, owners: { ...defaultOwners, ...owners } } as Work;
  const { toCrm, toConvex } = planToTell({ convex, crm }, work);
  return { toCrm, toConvex };
};

describe("what a member has changed and the CRM has not been told", () => {
  test("goes before what the office typed since, where nobody owns the field", () => {
    expect(planned({})).toEqual({ toCrm: { phone: "+4930111" }, toConvex: {} });
    expect(planned({}, {}, "").toCrm).toEqual({ phone: null });
  });

  test("gives way where the field has become the CRM's since, also where they had taken it out", () => {
    const office = { toCrm: {}, toConvex: { phone: "+4930999" } };
    expect(planned({ phone: "crm" })).toEqual(office);
    expect(planned({ phone: "crm" }, {}, "")).toEqual(office);
  });

  test("and what an operator has chosen goes before all of it", () => {
    expect(planned({ phone: "crm" }, { phone: "convex" }).toCrm).toEqual({ phone: "+4930111" });
    expect(planned({}, { phone: "crm" }).toConvex).toEqual({ phone: "+4930999" });
  });
});
