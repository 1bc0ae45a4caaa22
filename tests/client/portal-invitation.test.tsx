import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { linkedMember, openPortal, refusal, textbox } from "./portal-harness";

const PASSWORD = "correct horse battery";
const person = { email: "ina@example.org", firstName: "Ina", lastName: "Ivens" };
const address = "/portal/register?invite=tok_1";

it("an invited person finds the form filled in, and registers with the token they came by", async () => {
  const linked = { status: "linked", userId: "u", frontendUserId: "f", crmContactId: "c" };
  const register = vi.fn((_form: unknown) => linked);
  const { user } = openPortal(address, {
    "portal.invitation": (input) => {
      expect(input).toEqual({ token: "tok_1" });
      return person;
    },
    "portal.register": register,
    "portal.me": () => linkedMember,
  });
  await waitFor(() => expect(textbox("E-mail").value).toBe(person.email));
  expect(textbox("First name").value).toBe("Ina");
  await user.type(screen.getByLabelText("Password"), PASSWORD);
  await user.type(screen.getByLabelText("Repeat password"), PASSWORD);
  await user.click(screen.getByRole("checkbox"));
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(register).toHaveBeenCalledOnce());
  expect(register).toHaveBeenCalledWith(expect.objectContaining({ ...person, invite: "tok_1" }));
});

it("a link that is no good any more says so and leaves the way open", async () => {
  openPortal(address, { "portal.invitation": () => null });
  expect(await screen.findByText(/This invitation does not work any more/u)).toBeDefined();
  expect(textbox("E-mail").value).toBe("");
});

it("an invitation that cannot be looked up is not lost: it can be tried again", async () => {
  let calls = 0;
  const { user } = openPortal(address, {
    "portal.invitation": () => {
      calls += 1;
      if (calls > 1) return person;
      throw refusal({ code: "invalid", message: "Not now." });
    },
  });
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  await waitFor(() => expect(textbox("E-mail").value).toBe(person.email));
});
