import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { answerWith, event, nothingBooked } from "./booking-harness";
import { linkedMember, openPortal, refusal, textbox, type Answer } from "./portal-harness";

const PASSWORD = "correct horse battery";

describe("what could not be loaded", () => {
  const linkOf = { path: "/portal/set-password#tok_1", call: "portal.checkPasswordLink" };
  const profile = { ...{ salutation: "", title: "", firstName: "Jörg", lastName: "Müller", phone: "" } };
  const work = { organization: "", profession: "", position: "" };
  const own = { profile: { ...profile, ...work }, locked: [], waits: false };
  const upcoming = { kind: "events", readAt: 1, fresh: true, nextCursor: null, events: [event] };
  const invited = { firstName: "Ina", lastName: "Ivens", email: "ina@example.org" };
  it.each([
    { what: "the account", path: "/portal/dashboard", call: "portal.me", good: linkedMember, on: "Hello" },
    { what: "the devices", path: "/portal/account", call: "portal.sessions", good: [], on: "" },
    { what: "the profile", path: "/portal/profile", call: "portal.profile", good: own, on: "First name" },
    {
      what: "the bookings",
      path: "/portal/dashboard",
      call: "portal.bookings",
      good: nothingBooked,
      on: "not",
    },
    {
      what: "an event",
      path: "/portal/events/event_1",
      call: "portal.event",
      good: answerWith(),
      on: "Wund",
    },
    { what: "all events", path: "/portal/events", call: "portal.events", good: upcoming, on: "Wundtag" },
    {
      ...{ what: "an invitation", path: "/portal/register?invite=tok_1", call: "portal.invitation" },
      ...{ good: invited, on: "You were invited" },
    },
    { what: "a link to set a password", ...linkOf, good: { good: true }, on: "New password" },
  ])(
    "is asked for again by a button that stays and is busy meanwhile, and focus is on what comes: $what",
    async ({ path, call, good, on }) => {
      const answer = vi.fn<Answer>(() => Promise.reject(refusal({ code: "unavailable", message: "Away." })));
      const { user } = openPortal(path, {
        ...{ "portal.me": () => linkedMember, "portal.bookings": () => nothingBooked },
        ...{ "portal.events": () => upcoming, [call]: answer },
      });
      const again = await screen.findByRole("button", { name: "Try again" });
      let come = () => {};
      answer.mockImplementation(() => new Promise((resolve) => (come = () => resolve(good))));
      await user.click(again);
      await waitFor(() => expect(again.getAttribute("aria-busy")).toBe("true"));
      expect(document.activeElement).toBe(again);
      come();
      await waitFor(() => expect(again.isConnected).toBe(false));
      await waitFor(() => expect(document.activeElement).not.toBe(document.body));
      expect(document.activeElement?.textContent).toContain(on);
    },
  );
});

it("a password changed twice in one visit is told twice, in an empty form, and focus is where it is told", async () => {
  const change = vi.fn<Answer>(() => ({ ended: 0 }));
  const { user } = openPortal("/portal/account", {
    ...{ "portal.me": () => linkedMember, "portal.sessions": () => [], "portal.changePassword": change },
  });
  for (const times of [1, 2]) {
    const current = await screen.findByLabelText<HTMLInputElement>("Current password");
    await user.type(current, PASSWORD);
    await user.type(screen.getByLabelText("New password"), `${PASSWORD} ${times}`);
    await user.type(screen.getByLabelText("Repeat new password"), `${PASSWORD} ${times}{Enter}`);
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Your password is changed."));
    expect(screen.getByLabelText<HTMLInputElement>("Current password").value).toBe("");
    expect(change).toHaveBeenCalledTimes(times);
  }
});

it("asked for another address, the page tells at once that it waits, the second time for the same one too", async () => {
  const wish = { email: "new@example.org", isOther: true, until: Date.now() + 3_600_000 };
  const me = vi.fn<Answer>(() => linkedMember);
  const change = vi.fn<Answer>(() => {
    me.mockImplementation(() => ({ ...linkedMember, address: { proven: true, asked: wish } }));
    return null;
  });
  const profile = { ...{ salutation: "", title: "", firstName: "", lastName: "", phone: "" } };
  const work = { organization: "", profession: "", position: "" };
  const { user } = openPortal("/portal/profile", {
    ...{ "portal.me": me, "portal.changeAddress": change },
    "portal.profile": () => ({ profile: { ...profile, ...work }, locked: [], waits: false }),
  });
  for (const times of [1, 2]) {
    await user.type(await screen.findByRole("textbox", { name: "New e-mail address" }), wish.email);
    await user.type(screen.getByLabelText("Your password"), `${PASSWORD}{Enter}`);
    await waitFor(() =>
      expect(document.activeElement?.textContent).toMatch(/^new@example\.org becomes your/u),
    );
    expect(textbox("New e-mail address").value).toBe("");
    expect(change).toHaveBeenCalledTimes(times);
  }
});
