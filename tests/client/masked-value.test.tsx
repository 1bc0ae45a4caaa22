import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { Comparison } from "../../client/features/users/person/comparison";
import type { OperatorRole } from "../../shared/permissions";
import { openRoutes } from "./portal-harness";
import { aDetail } from "./support";

const detail = aDetail();
const masked = {
  ...detail,
  fields: detail.fields.map((row) =>
    row.field === "phone" ? { ...row, convex: "••• 45", crm: "••• 88" } : row,
  ),
};

function open(role: OperatorRole) {
  const me = { operatorId: "op_1", name: "Vera", email: "vera@desk.example", role, mustEnrol: false };
  openRoutes([{ path: "/", element: <Comparison detail={masked} /> }], "/", {
    "session.me": () => me,
    "users.reveal": () => ({ value: "+49 151 2345" }),
  });
}

test("a viewer looks at one masked value, and the others stay masked", async () => {
  open("viewer");
  const [ofConvex] = await screen.findAllByRole("button", { name: "Reveal: Phone" });
  expect(screen.queryByText("+49 151 2345")).toBeNull();
  if (ofConvex) await userEvent.click(ofConvex);
  expect(await screen.findByText("+49 151 2345")).toBeDefined();
  expect(screen.getByText("••• 88")).toBeDefined();
  expect(screen.getAllByRole("button", { name: "Reveal: Phone" })).toHaveLength(1);
});

test("what is not masked has no button", async () => {
  open("viewer");
  await screen.findAllByRole("button", { name: /^Reveal/u });
  expect(screen.queryByRole("button", { name: "Reveal: E-mail" })).toBeNull();
});
