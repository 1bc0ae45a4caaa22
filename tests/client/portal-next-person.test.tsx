import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { defaultOrganization } from "../../shared/organization";
import type { Member } from "../../shared/portal-api";
import { answerWith, asked, choose, event, nothingBooked } from "./booking-harness";
import { linkedMember, openPortal, refusal, textbox, type Answers } from "./portal-harness";

beforeEach(() => sessionStorage.clear());

const PASSWORD = "correct horse battery";
const organization = { ...defaultOrganization, name: "Haff-Akademie" };
const other: Member = { ...linkedMember, userId: "user_2", firstName: "Berta", email: "berta@example.org" };
const signedOut = () => Promise.reject(refusal({ code: "unauthenticated", message: "Sign in first." }));
const upcoming = { kind: "events", readAt: 1, fresh: true, nextCursor: null, events: [event] };

/** A server that knows who is signed in. */
function portalOf(path: string, more: Answers = {}) {
  let who: Member | null = linkedMember;
  const people = [linkedMember, other];
  const answers: Answers = {
    "portal.me": () => who ?? signedOut(),
    "portal.signOut": () => void (who = null),
    "portal.signIn": (input) =>
      (who = people.find(({ email }) => email === (input as { email: string }).email) ?? null),
    "portal.bookings": () => nothingBooked,
    "portal.events": () => upcoming,
    "portal.event": () => answerWith(),
    ...more,
  };
  const portal = openPortal(path, answers, organization);
  const signIn = async (email: string) => {
    await portal.user.type(await screen.findByRole("textbox", { name: "E-mail" }), email);
    await portal.user.type(screen.getByLabelText("Password"), `${PASSWORD}{Enter}`);
    await screen.findByRole("button", { name: "Sign out" });
  };
  return { ...portal, signIn, endSession: () => void (who = null) };
}
type Portal = ReturnType<typeof portalOf>;
const press = async ({ user }: Portal, name: string) =>
  user.click(await screen.findByRole("button", { name }));

describe("whose portal it is stays on the page", () => {
  it.each([
    [
      "after signing out",
      async () => {
        await press(portalOf("/portal/dashboard"), "Sign out");
        await screen.findByText("You have signed out.");
      },
    ],
    [
      "after setting a password by mail",
      async () => {
        const portal = portalOf("/portal/set-password#tok_1", {
          "portal.checkPasswordLink": () => ({ good: true }),
          "portal.setPassword": () => null,
        });
        await portal.user.type(await screen.findByLabelText("New password"), PASSWORD);
        await portal.user.type(screen.getByLabelText("Repeat new password"), `${PASSWORD}{Enter}`);
        await screen.findByText("Your password is set. Sign in with it now.");
      },
    ],
    [
      "after deleting the account",
      async () => {
        const portal = portalOf("/portal/delete-account", {
          "portal.deleteAccount": () => ({ restorableUntil: 1_800_000_000_000 }),
        });
        await portal.user.type(await screen.findByLabelText("Your password"), PASSWORD);
        await portal.user.type(textbox(/^Type the word/u), "delete{Enter}");
        await screen.findByRole("heading", { name: "Your account is deleted" });
        await portal.user.click(screen.getByRole("link", { name: "Go to the start" }));
      },
    ],
    [
      "after registering",
      async () => {
        const { user } = portalOf("/portal/register", { "portal.register": () => ({ status: "linked" }) });
        await user.type(textbox("First name"), "Jörg");
        await user.type(textbox("Last name"), "Müller");
        await user.type(textbox("E-mail"), "joerg@example.org");
        await user.type(screen.getByLabelText("Password"), PASSWORD);
        await user.type(screen.getByLabelText("Repeat password"), PASSWORD);
        await user.click(screen.getByRole("checkbox"));
        await user.click(screen.getByRole("button", { name: "Create account" }));
        await screen.findByRole("heading", { name: "Hello, Jörg Müller" });
      },
    ],
  ])("%s", async (_when, move) => {
    await move();
    expect(screen.getByRole("link", { name: organization.name })).toBeTruthy();
  });
});

describe("who comes next in the same window", () => {
  const own = { kind: "live", readAt: 1, bookings: [] };

  it("does not see the booking that whoever signed out has under way", async () => {
    const look = vi.fn(() => asked());
    const portal = portalOf("/portal/events/event_1", {
      "portal.checkout": () => asked(),
      "portal.checkoutState": look,
    });
    await portal.user.click(await choose(/Students/u));
    await press(portal, "Book for free");
    await screen.findByRole("heading", { name: "Your booking is under way" });
    await portal.router.navigate("/portal/dashboard");
    await press(portal, "Sign out");
    await portal.signIn(other.email);
    look.mockClear();
    await portal.router.navigate("/portal/events/event_1");
    expect(await choose(/Students/u)).toBeTruthy();
    expect(look).not.toHaveBeenCalled();
    expect(sessionStorage).toHaveLength(0);
  });

  it("does not see it either when the session has only ended; whoever it is finds it again", async () => {
    const portal = portalOf("/portal/events/event_1", {
      "portal.checkout": () => asked(),
      "portal.checkoutState": () => asked(),
    });
    await portal.user.click(await choose(/Students/u));
    await press(portal, "Book for free");
    await screen.findByRole("heading", { name: "Your booking is under way" });
    portal.endSession();
    await portal.router.navigate("/portal/sign-in");
    await portal.signIn(other.email);
    await portal.router.navigate("/portal/events/event_1");
    expect(await choose(/Students/u)).toBeTruthy();
    await portal.router.navigate("/portal/sign-in");
    await portal.signIn(linkedMember.email);
    await portal.router.navigate("/portal/events/event_1");
    expect(await screen.findByRole("heading", { name: "Your booking is under way" })).toBeTruthy();
  });

  it("sees nothing of the bookings of whoever was there before, not even for a moment", async () => {
    const checkouts = [asked()];
    let answers = () => Promise.resolve<unknown>({ checkouts, backend: own });
    const portal = portalOf("/portal/dashboard", { "portal.bookings": () => answers() });
    expect(await screen.findByText("Under way")).toBeTruthy();
    portal.endSession();
    answers = () => new Promise(() => {});
    await portal.router.navigate("/portal/sign-in");
    await portal.signIn(other.email);
    await waitFor(() => expect(screen.getByText(`Signed in as ${other.email}`)).toBeTruthy());
    expect(screen.queryByText("Under way")).toBeNull();
  });
});
