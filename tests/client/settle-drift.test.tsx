import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Comparison } from "../../client/features/users/person/comparison";
import { ownerWords, replacesOwner } from "../../client/features/users/person/field-owner";
import { aDetail } from "./support";

const [phone] = aDetail().fields.filter(({ field }) => field === "phone");
if (!phone) throw new Error("The detail has a phone.");

test("each side of a difference can be taken, and taken back by the same button", async () => {
  const onChoose = vi.fn();
  const detail = aDetail();
  const { rerender } = render(
    <Comparison detail={detail} choosing={{ chosen: {}, refusal: null, onChoose }} />,
  );
  await userEvent.click(screen.getByRole("button", { name: "Take phone of Convex", pressed: false }));
  expect(onChoose).toHaveBeenLastCalledWith("phone", "convex");
  rerender(
    <Comparison detail={detail} choosing={{ chosen: { phone: "convex" }, refusal: null, onChoose }} />,
  );
  await userEvent.click(screen.getByRole("button", { name: "Take phone of Convex", pressed: true }));
  expect(onChoose).toHaveBeenLastCalledWith("phone", null);
});

test("who may not settle fields finds out why from the button", () => {
  const refusal = "Your role (viewer) may not settle fields.";
  render(<Comparison detail={aDetail()} choosing={{ chosen: {}, refusal, onChoose: vi.fn() }} />);
  const take = screen.getByRole("button", { name: "Take phone of CRM" });
  expect(take.getAttribute("aria-disabled")).toBe("true");
  expect(take.getAttribute("aria-description")).toBe(refusal);
});

test("the empty side has nothing to take, and nothing is replaced by filling it in", () => {
  const detail = aDetail();
  const fields = detail.fields.map((row) =>
    row.field === "phone" ? { ...row, crm: null, keeps: "convex" as const } : row,
  );
  render(
    <Comparison detail={{ ...detail, fields }} choosing={{ chosen: {}, refusal: null, onChoose: vi.fn() }} />,
  );
  const row = screen.getByRole("row", { name: /^Phone/u });
  expect(within(row).getAllByRole("button")).toHaveLength(1);
  expect(within(row).getByText("only Convex")).toBeDefined();
});

test("the owner is named with its rule, and only the other side replaces its value", () => {
  expect(ownerWords(phone)).toBe("CRM, newest");
  expect(ownerWords({ ...phone, field: "email", owner: "convex", keeps: "convex" })).toBe("Convex");
  expect(ownerWords({ ...phone, differs: false, keeps: null })).toBe("newest");
  expect(replacesOwner(phone, "convex")).toBe(true);
  expect(replacesOwner(phone, "crm")).toBe(false);
  expect(replacesOwner({ ...phone, crm: " " }, "convex")).toBe(false);
});
