import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { linkedMember, openPortal, refusal, textbox, type Answer } from "./portal-harness";

async function signIn(answer: Answer) {
  const portal = openPortal("/portal/sign-in", { "portal.signIn": answer, "portal.me": () => linkedMember });
  await portal.user.type(textbox("E-mail"), "joerg@example.org");
  await portal.user.type(screen.getByLabelText("Password"), "a password{Enter}");
  return portal;
}

it("opens the dashboard", async () => {
  const { address } = await signIn(() => linkedMember);
  expect(await screen.findByRole("heading", { name: "Hello, Jörg Müller" })).toBeTruthy();
  expect(address()).toBe("/portal/dashboard");
});

it("says that e-mail or password is wrong, keeps both, and goes back to the password", async () => {
  const wrong = refusal({ code: "unauthenticated", message: "The e-mail or the password is wrong." });
  await signIn(() => Promise.reject(wrong));
  expect((await screen.findByRole("alert")).textContent).toBe("The e-mail or the password is wrong.");
  expect(textbox("E-mail").value).toBe("joerg@example.org");
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
});

it("says that the account is suspended", async () => {
  const suspended = refusal({ code: "forbidden", message: "This account is suspended. Ask the office." });
  await signIn(() => Promise.reject(suspended));
  expect((await screen.findByRole("alert")).textContent).toBe("This account is suspended. Ask the office.");
});

it("says how long to wait after too many wrong passwords", async () => {
  const held = refusal({ code: "too_many", message: "Too many wrong passwords. Try again in 4 s." });
  await signIn(() => Promise.reject(held));
  expect((await screen.findByRole("alert")).textContent).toBe("Too many wrong passwords. Try again in 4 s.");
});
