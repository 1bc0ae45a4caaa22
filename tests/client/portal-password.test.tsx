import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { linkedMember, noAnswer, openPortal, refusal, textbox, type Answer } from "./portal-harness";

const tooMany = "Too many mails were asked for. Try again in 41 min.";
const badLink = "This link is no good any more. Ask for a new one.";

describe("asking for a link", () => {
  it("brings the address along from sign-in, and says the same whoever has it", async () => {
    const forgot = vi.fn<Answer>(() => null);
    const { user, address } = openPortal("/portal/sign-in", { "portal.forgotPassword": forgot });
    await user.type(textbox("E-mail"), "joerg@example.org");
    await user.click(screen.getByRole("link", { name: "Forgotten, or never had one?" }));
    expect(address()).toBe("/portal/forgot-password");
    expect(textbox("E-mail").value).toBe("joerg@example.org");
    await user.click(screen.getByRole("button", { name: "Send link" }));
    expect((await screen.findByRole("status")).textContent).toMatch(/^If there is an account with joerg@/u);
    expect(forgot).toHaveBeenCalledWith({ email: "joerg@example.org", language: "en" });
  });

  it("says when to come again after too many, and that no answer came, and keeps the address", async () => {
    const forgot = vi
      .fn<Answer>(() => Promise.reject(noAnswer()))
      .mockImplementationOnce(() => Promise.reject(refusal({ code: "too_many", message: tooMany })));
    const { user } = openPortal("/portal/forgot-password", { "portal.forgotPassword": forgot });
    await user.type(textbox("E-mail"), "joerg@example.org{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe(tooMany);
    await user.click(screen.getByRole("button", { name: "Send link" }));
    expect(await screen.findByText(/^No answer came/u)).toBeTruthy();
    expect(textbox("E-mail").value).toBe("joerg@example.org");
  });
});

describe("coming by a link", () => {
  const setTo = async (user: ReturnType<typeof openPortal>["user"], password: string) => {
    await user.type(await screen.findByLabelText("New password"), password);
    await user.type(screen.getByLabelText("Repeat new password"), `${password}{Enter}`);
  };

  it("sets the password and leads to sign-in, and the token has left the address", async () => {
    const set = vi.fn<Answer>(() => null);
    const answers = { "portal.checkPasswordLink": () => ({ good: true }), "portal.setPassword": set };
    const { user, router, address } = openPortal("/portal/set-password#the-token", answers);
    await setTo(user, "winterregen am haff");
    expect(router.state.location.hash).toBe("");
    expect(await screen.findByText("Your password is set. Sign in with it now.")).toBeTruthy();
    expect(address()).toBe("/portal/sign-in?reason=password_set");
    const told = { token: "the-token", password: "winterregen am haff", language: "en" };
    expect(set).toHaveBeenCalledWith(told);
  });

  it("that is no good leads to a new one; one that could not be looked up can be tried again", async () => {
    const check = vi
      .fn<Answer>(() => ({ good: false }))
      .mockImplementationOnce(() => Promise.reject(refusal({ code: "forbidden", message: "No." })));
    const { user } = openPortal("/portal/set-password#x", { "portal.checkPasswordLink": check });
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("link", { name: "Ask for a new link" })).toBeTruthy();
  });

  it("that ends meanwhile says so, and a password that is easily guessed is an error at its field", async () => {
    const guessed = "This password is easily guessed.";
    const set = vi
      .fn<Answer>(() => Promise.reject(refusal({ code: "invalid", field: "token", message: badLink })))
      .mockImplementationOnce(() =>
        Promise.reject(refusal({ code: "invalid", field: "password", message: guessed })),
      );
    const answers = { "portal.checkPasswordLink": () => ({ good: true }), "portal.setPassword": set };
    const { user } = openPortal("/portal/set-password#x", answers);
    await setTo(user, "passwort12");
    expect(await screen.findByText(guessed)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText("New password"));
    await user.type(screen.getByLabelText("New password"), "3");
    await user.type(screen.getByLabelText("Repeat new password"), "3{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe(badLink);
  });
});

it("a device that could not be signed out is still in the list, and the page says so", async () => {
  const seen = { openedAt: Date.now(), seenAt: Date.now() };
  const sessions = [
    { sessionId: "1", current: true, device: "Firefox on Linux", ...seen },
    { sessionId: "2", current: false, device: null, ...seen },
  ];
  const { user } = openPortal("/portal/account", {
    "portal.me": () => linkedMember,
    "portal.sessions": () => sessions,
    "portal.endSession": () => Promise.reject(noAnswer()),
  });
  const list = await screen.findByRole("list", { name: "Where you are signed in" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(2);
  await user.click(screen.getByRole("button", { name: "Sign out: Unknown browser" }));
  expect(await screen.findByText(/^No answer came: you may still be signed in there/u)).toBeTruthy();
  expect(within(list).getAllByRole("listitem")).toHaveLength(2);
});
