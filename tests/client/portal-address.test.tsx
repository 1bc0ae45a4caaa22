import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { linkedMember, noAnswer, openPortal, refusal, textbox, type Answer } from "./portal-harness";

const LINK = "/portal/confirm-address#the-token";
const asked = { email: linkedMember.email, isOther: false, until: Date.now() + 3_600_000 };
const unproven = { ...linkedMember, address: { proven: false, asked } };

describe("the link that asks whose mailbox it is", () => {
  it("confirms once, without the token in the address", async () => {
    const confirm = vi.fn<Answer>(() => ({ changed: false }));
    const { address } = openPortal(LINK, {
      "portal.confirmAddress": confirm,
      "portal.me": () => linkedMember,
    });
    expect(await screen.findByText("Your e-mail address is confirmed.")).toBeTruthy();
    expect(confirm.mock.calls).toEqual([[{ token: "the-token", language: "en" }]]);
    expect(address()).toBe("/portal/confirm-address");
  });

  it("wants its reader signed in, and confirms when they are", async () => {
    const signedOut = refusal({ code: "unauthenticated", message: "Sign in first." });
    const confirm = vi.fn<Answer>(() => ({ changed: false })).mockRejectedValueOnce(signedOut);
    const answers = { "portal.confirmAddress": confirm, "portal.signIn": () => linkedMember };
    const { user } = openPortal(LINK, { ...answers, "portal.me": () => linkedMember });
    await user.click(await screen.findByRole("link", { name: "Sign in and confirm" }));
    await user.type(textbox("E-mail"), linkedMember.email);
    await user.type(screen.getByLabelText("Password"), "correct horse battery");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByText("Your e-mail address is confirmed.")).toBeTruthy();
  });

  it("names the new address, though whoever signed in for it is known by the old one", async () => {
    const signedOut = refusal({ code: "unauthenticated", message: "Sign in first." });
    const confirm = vi.fn<Answer>(() => ({ changed: true })).mockRejectedValueOnce(signedOut);
    const { user } = openPortal(LINK, {
      "portal.confirmAddress": confirm,
      "portal.signIn": () => linkedMember,
      "portal.me": () => ({ ...linkedMember, email: "new@example.org" }),
    });
    await user.click(await screen.findByRole("link", { name: "Sign in and confirm" }));
    await user.type(textbox("E-mail"), linkedMember.email);
    await user.type(screen.getByLabelText("Password"), "correct horse battery{Enter}");
    const told = await screen.findByText(/is now your e-mail address/u);
    expect(told.textContent).toContain("new@example.org");
  });

  it.each([
    ["is too old", "token", /^This link does not work any more/u],
    ["is another account's", "account", /^This link is for another account/u],
  ])("says so when it %s", async (_, field, words) => {
    const message = "This link is for another account. Sign in to that one, and open it again.";
    const refused = refusal({ code: "invalid", field, message });
    openPortal(LINK, {
      "portal.confirmAddress": () => Promise.reject(refused),
      "portal.me": () => unproven,
    });
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it("can be tried again when no answer came", async () => {
    const confirm = vi.fn<Answer>(() => ({ changed: false })).mockRejectedValueOnce(noAnswer());
    const { user } = openPortal(LINK, {
      "portal.confirmAddress": confirm,
      "portal.me": () => linkedMember,
    });
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Your e-mail address is confirmed.")).toBeTruthy();
  });
});

describe("a member whose address is not confirmed", () => {
  it("has the mail sent again, and is told when one was sent a moment ago", async () => {
    const lately =
      "A mail was asked for to this address a few minutes ago, and the link in it still works. Look in the mailbox, also among the spam.";
    const tooMany = refusal({ code: "too_many", message: lately });
    const again = vi.fn<Answer>(() => Promise.reject(tooMany)).mockResolvedValueOnce(null);
    const { user } = openPortal("/portal/dashboard", {
      "portal.me": () => unproven,
      "portal.askForProof": again,
    });
    await user.click(await screen.findByRole("button", { name: "Send it again" }));
    expect(await screen.findByText("Sent. Only the newest link works.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Send it again" }));
    expect(await screen.findByText(lately)).toBeTruthy();
  });

  it("is not shown a profile, and nothing asks for one", async () => {
    const profile = vi.fn<Answer>();
    openPortal("/portal/profile", { "portal.me": () => unproven, "portal.profile": profile });
    expect(await screen.findByText(/^Your profile shows here once/u)).toBeTruthy();
    expect(profile).not.toHaveBeenCalled();
  });
});
