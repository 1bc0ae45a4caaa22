import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { AttemptReceiptTable } from "../../client/features/users/person/attempt-receipt";
import { linesOf } from "../../client/features/users/person/trace-values";
import type { AttemptReceipt } from "../../shared/jobs";

const at = 1_000;
const receipt: AttemptReceipt = {
  before: { convex: { phone: "+49 1" }, crm: { phone: "+49 2", firstName: null } },
  written: { convex: {}, crm: { phone: "+49 1", firstName: "Jörg" } },
  readBack: {
    ...{ convex: { phone: "+49 1", firstName: "Jörg" }, crm: { phone: "+49 1", firstName: "Jörg" }, at },
  },
  agrees: true,
};
const row = (name: RegExp) => screen.getByRole("row", { name });

test("a receipt says per side what was found, what was written, and what was read back", () => {
  render(<AttemptReceiptTable receipt={receipt} number={1} />);
  const [convex, crm] = within(row(/^Phone/u)).getAllByRole("cell");
  expect(convex?.textContent).toBe("+49 1");
  expect(crm?.textContent).toBe("+49 2  +49 1 written");
  expect(within(row(/^First name/u)).getAllByRole("cell")[1]?.textContent).toBe("empty  Jörg written");
  expect(screen.queryByRole("img", { name: "disagrees" })).toBeNull();
});

test("where the sides disagree after all, the field is marked", () => {
  const crm = { phone: "+49 3", firstName: "Jörg" };
  const disagreeing = { ...receipt, agrees: false, readBack: { ...receipt.readBack, crm } };
  render(<AttemptReceiptTable receipt={disagreeing} number={1} />);
  expect(within(row(/^Phone/u)).getByRole("img", { name: "disagrees" })).toBeDefined();
  expect(within(row(/^First name/u)).queryByRole("img", { name: "disagrees" })).toBeNull();
});

test("what an attempt wrote but could not read back as written shows what is there now", () => {
  const crm = { phone: null, firstName: "Jörg" };
  const lost = { ...receipt, agrees: false, readBack: { ...receipt.readBack, crm } };
  render(<AttemptReceiptTable receipt={lost} number={2} />);
  expect(within(row(/^Phone/u)).getAllByRole("cell")[1]?.textContent).toContain("empty");
});

test("a trace puts the two sides of a field on one line, and leaves other values as they are", () => {
  expect(
    linesOf([
      { name: "link ID", value: "l1" },
      { name: "phone, account", value: "+49 1" },
      { name: "phone, CRM", value: null },
      { name: "email, to the CRM", value: "a@b.de" },
    ]),
  ).toEqual([
    { name: "link ID", value: "l1" },
    { name: "phone", sides: { convex: "+49 1", crm: null } },
    { name: "email, to the CRM", value: "a@b.de" },
  ]);
});
