import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { GoneContact } from "../../client/features/users/person/gone-contact";
import type { OperatorRole } from "../../shared/permissions";
import { openRoutes } from "./portal-harness";

const contactId = "obj_gone/1";

function open(role: OperatorRole) {
  const me = { operatorId: "op_1", name: "Ada", email: "ada@desk.example", role, mustEnrol: false };
  const leftOf = vi.fn(() => ({ contactId, goneAt: 1_000 }));
  const answers = { "session.me": vi.fn(() => me), "users.leftOf": leftOf };
  return { ...openRoutes([{ path: "/", element: <GoneContact id={contactId} /> }], "/", answers), answers };
}

test("an admin takes along what is left of a contact that the CRM has forgotten, before it is purged", async () => {
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.getAttribute("href") ?? "");
  });
  const { user } = open("admin");
  await user.click(await screen.findByRole("button", { name: "Export person" }));
  expect(saved).toEqual(["/api/export/people/obj_gone%2F1.zip"]);
  expect(screen.getByRole("button", { name: "Purge" })).toBeTruthy();
});

test.each(["viewer", "support", "auditor"] as const)("a %s is told nothing of it", async (role) => {
  const { answers } = open(role);
  await vi.waitFor(() => expect(answers["session.me"]).toHaveBeenCalled());
  expect(answers["users.leftOf"]).not.toHaveBeenCalled();
  expect(screen.queryByRole("button")).toBeNull();
});
