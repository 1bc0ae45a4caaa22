import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { Comparison } from "../../client/features/users/person/comparison";
import { BreakingText } from "../../client/ui/breaking-text";
import { aDetail } from "./support";

test("the difference is named, what agrees is folded with its count", async () => {
  render(<Comparison detail={aDetail()} />);
  const phone = screen.getByRole("row", { name: /^Phone/u });
  expect(within(phone).getByRole("img", { name: "differs" })).toBeDefined();
  expect(screen.queryByRole("row", { name: /^E-mail/u })).toBeNull();

  await userEvent.click(screen.getByRole("button", { name: "3 identical fields", expanded: false }));
  expect(screen.getByRole("row", { name: /^E-mail/u })).toBeDefined();
});

test("with one side missing everything is shown and nothing is called a difference", () => {
  const detail = aDetail();
  const fields = detail.fields.map((field) => ({ ...field, crm: null, differs: true }));
  render(<Comparison detail={{ ...detail, contact: null, fields }} />);
  expect(screen.getByRole("columnheader", { name: /CRM no contact/u })).toBeDefined();
  expect(screen.getAllByRole("row", { name: /^(E-mail|First name|Last name|Phone)/u })).toHaveLength(4);
  expect(screen.queryByRole("img", { name: "differs" })).toBeNull();
});

test("with one side missing, what neither side has is left out", () => {
  const detail = aDetail();
  const fields = detail.fields.map((field) =>
    field.field === "phone" ? { ...field, convex: null, crm: null } : field,
  );
  const user = detail.user && { ...detail.user, crmContactId: null };
  render(<Comparison detail={{ ...detail, user, contact: null, fields }} />);
  expect(screen.getByRole("row", { name: /^Convex ID/u })).toBeDefined();
  expect(screen.queryByRole("row", { name: /^(Phone|CRM contact|Frontend ID)/u })).toBeNull();
});

test("an e-mail address may break before its signs only", () => {
  const { container } = render(<BreakingText text="joerg.mueller@klinik-haff.example" />);
  expect(container.innerHTML).toBe("joerg<wbr>.mueller<wbr>@klinik-haff<wbr>.example");
});

test("a phone number without spaces breaks between groups of digits, not before its last ones", () => {
  const { container } = render(<BreakingText text="+4915177319909" />);
  expect(container.innerHTML).toBe("+49151<wbr>7731<wbr>9909");
});

test("a mirror says how old it is and why", () => {
  const { contact, ...rest } = aDetail();
  if (!contact) throw new Error("The detail has a contact.");
  const source = {
    kind: "mirror",
    readAt: Date.now() - 3 * 3_600_000,
    because: "The backend could not be reached.",
    code: "unreachable",
  } as const;
  render(<Comparison detail={{ ...rest, contact: { ...contact, source } }} />);
  expect(screen.getByText("mirror, 3 h old. The backend could not be reached.")).toBeDefined();
});

test("an ID that the sides disagree on is marked", () => {
  const { contact, ...rest } = aDetail();
  if (!contact) throw new Error("The detail has a contact.");
  render(
    <Comparison
      detail={{ ...rest, contact: { ...contact, convexUserId: "j57e1111111111111111111111111aa01" } }}
    />,
  );
  const row = screen.getByRole("row", { name: /^Convex ID/u });
  expect(within(row).getByRole("img", { name: "differs" })).toBeDefined();
  expect(within(row).getAllByRole("button", { name: /^Copy Convex ID/u })).toHaveLength(2);
});
