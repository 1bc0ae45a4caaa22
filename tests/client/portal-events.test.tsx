import { act, screen, waitFor } from "@testing-library/react";
import { focusManager } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  asMember,
  answerWith,
  begunBefore,
  booked,
  choose,
  event,
  KEY,
  liveBooking,
  open,
  refused,
  sent,
  unknown,
  view,
} from "./booking-harness";
import { memberWith, noAnswer, openPortal, refusal, textbox, type Answer } from "./portal-harness";

beforeEach(() => sessionStorage.clear());

describe("booking an event", () => {
  it("costs a member what they have chosen, and sends just that", async () => {
    const book = vi.fn<Answer>(() => booked);
    const { user } = open({ ...asMember, "portal.checkout": book });
    await user.click(await choose(/Doctors/u));
    await user.click(screen.getByRole("checkbox", { name: /Lunch/u }));
    expect(screen.getByText(/The office sends you the invoice/u)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Book for €117.00" }));
    expect(await screen.findByText("WUND-000007")).toBeTruthy();
    expect(sent(book)).toEqual([
      {
        ...{ key: expect.stringMatching(/^[\w-]{43}$/u), eventId: "event_1", productId: "doctors" },
        ...{ addonIds: ["lunch"], agreed: { total: 11_700, currency: "EUR" }, language: "en" },
      },
    ]);
  });

  it("asks a guest who comes, names what is missing at its field, and keeps what was typed when it fails", async () => {
    const book = vi.fn<Answer>(() => booked).mockImplementationOnce(() => Promise.reject(noAnswer()));
    const { user } = open({ "portal.checkout": book });
    await user.click(await choose(/Students/u));
    await user.click(screen.getByRole("button", { name: "Book for free" }));
    expect(await screen.findByText("Enter your first name.")).toBeTruthy();
    expect(book).not.toHaveBeenCalled();
    await user.type(textbox("First name"), "Gerda");
    await user.type(textbox("Last name"), "Gast");
    await user.type(textbox("E-mail"), "gerda@example.org");
    await user.click(screen.getByRole("button", { name: "Book for free" }));
    expect(await screen.findByText(/Pressing again never books twice/u)).toBeTruthy();
    expect(textbox("First name").value).toBe("Gerda");
    await user.click(screen.getByRole("button", { name: "Book for free" }));
    expect(await screen.findByRole("link", { name: "Register" })).toBeTruthy();
    const [first, second] = sent(book);
    expect(second?.key).toBe(first?.key);
    expect(second?.guest).toMatchObject({ firstName: "Gerda", email: "gerda@example.org" });
  });

  it("and another place leads to the form again, where focus goes", async () => {
    const { user } = open({ ...asMember, "portal.checkout": () => booked });
    await user.click(await choose(/Students/u));
    await user.click(screen.getByRole("button", { name: "Book for free" }));
    await user.click(await screen.findByRole("button", { name: "Book another place" }));
    const form = await screen.findByRole("form", { name: "Book a place" });
    expect(document.activeElement?.contains(form)).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
  });

  it("says that no card is asked for here", async () => {
    const { user } = open(asMember);
    await user.click(await choose(/By card/u));
    expect(screen.getByText(/this page never asks for your card/u)).toBeTruthy();
    expect(screen.queryByLabelText(/card number/iu)).toBeNull();
  });

  it("at a price that has changed shows the new one and asks again, as a booking of its own", async () => {
    const dearer = [{ ...event.categories[0]!, price: 9_900 }];
    const book = vi.fn<Answer>(() => booked).mockImplementationOnce(() => refused("price_changed"));
    const told = vi.fn<Answer>((input) =>
      (input as { afresh?: boolean }).afresh ? answerWith({ categories: dearer }) : answerWith(),
    );
    const { user } = open({ ...asMember, "portal.checkout": book, "portal.event": told });
    await user.click(await choose(/Doctors/u));
    await user.click(screen.getByRole("button", { name: "Book for €95.00" }));
    expect(await screen.findByText(/it does not cost €95.00 any more/u)).toBeTruthy();
    await user.click(await screen.findByRole("button", { name: "Book for €99.00" }));
    expect(await screen.findByText("WUND-000007")).toBeTruthy();
    const [first, second] = sent(book);
    expect(second?.key).not.toBe(first?.key);
    expect(second?.agreed.total).toBe(9_900);
  });

  it("that has just become full says so, and offers no form any more", async () => {
    const told = vi.fn<Answer>((input) =>
      answerWith((input as { afresh?: boolean }).afresh ? { standing: "full" } : {}),
    );
    const { user } = open({ ...asMember, "portal.event": told, "portal.checkout": () => refused("full") });
    await user.click(await choose(/Students/u));
    await user.click(screen.getByRole("button", { name: "Book for free" }));
    expect(await screen.findByText(/the last place has just been taken/u)).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole("form", { name: "Book a place" })).toBeNull());
  });

  it("whose payment was refused lets them choose another category at once", async () => {
    const { user } = open({ ...asMember, "portal.checkout": () => refused("payment") });
    await user.click(await choose(/By card/u));
    await user.click(screen.getByRole("button", { name: "Book for €50.00" }));
    expect(await screen.findByText(/the payment was refused, and nothing was charged/u)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Book for €50.00" })).toBeTruthy();
  });

  it("that the server refuses to begin says why at the button", async () => {
    const why = refusal({ code: "too_many", message: "Too many bookings from your network." });
    const { user } = open({ ...asMember, "portal.checkout": () => Promise.reject(why) });
    await user.click(await choose(/Students/u));
    await user.click(screen.getByRole("button", { name: "Book for free" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Too many bookings");
  });
});

describe("a booking that takes longer", () => {
  const open15 = Date.now() + 15 * 60_000;
  const asked = view({ kind: "asked", waitsFor: "backend", until: open15 });

  it("says until when it is tried and that nothing is charged; whoever wants to stops it", async () => {
    const withdrawn = view({ kind: "refused", why: "withdrawn", price: null });
    const answers = { "portal.checkout": () => asked, "portal.checkoutState": () => asked };
    const { user } = open({ ...asMember, ...answers, "portal.withdrawCheckout": () => withdrawn });
    await user.click(await choose(/Students/u));
    await user.click(screen.getByRole("button", { name: "Book for free" }));
    expect(await screen.findByRole("heading", { name: "Your booking is under way" })).toBeTruthy();
    expect(screen.getByText(/No place is held and nothing is charged/u)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Book for free" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Do not book" }));
    expect(await screen.findByText(/Nothing was booked, as you wished/u)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /Students/u }).checked).toBe(true);
  });

  it("tells a member whom the backend does not know that their account goes first", async () => {
    const waits = view({ kind: "asked", waitsFor: "account", until: open15 });
    const me = { "portal.me": () => memberWith({}) };
    const { user } = open({ ...me, "portal.checkout": () => waits, "portal.checkoutState": () => waits });
    expect(
      await screen.findByText(/your account goes there first and the booking right after it/u),
    ).toBeTruthy();
    await user.click(await choose(/Students/u));
    await user.click(screen.getByRole("button", { name: "Book for free" }));
    expect(await screen.findByText(/Your account is on its way to the office system/u)).toBeTruthy();
  });

  it("and whose answer was lost is found again after a reload, says that it is not known, and is asked for", async () => {
    begunBefore("user_1");
    const hurried = vi.fn<Answer>(() => null);
    const look = vi.fn<Answer>(() => (hurried.mock.calls.length > 0 ? booked : unknown()));
    const { user } = open({ ...asMember, "portal.checkoutState": look, "portal.hurryCheckout": hurried });
    expect(
      await screen.findByRole("heading", { name: "It is not known yet whether you are booked" }),
    ).toBeTruthy();
    expect(screen.getByText(/Please do not book again/u)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Book/u })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Ask again now" }));
    expect(await screen.findByText("WUND-000007")).toBeTruthy();
    expect(look).toHaveBeenCalledWith({ key: KEY });
  });
});

describe("an event", () => {
  it.each([
    ["full", /All places are taken/u],
    ["closed", /cannot be booked any more/u],
  ] as const)("that is %s says so instead of a form", async (standing, words) => {
    open({}, answerWith({ standing }));
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByRole("form")).toBeNull();
  });

  it("that a member has booked already shows their ticket first", async () => {
    const backend = { kind: "live", readAt: 1, bookings: [liveBooking] };
    const { user } = open({ ...asMember, "portal.bookings": () => ({ checkouts: [], backend }) });
    expect(await screen.findByText(/You have booked this event already. Your ticket: WUND-1/u)).toBeTruthy();
    expect(screen.queryByRole("form")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Book another place" }));
    const form = await screen.findByRole("form", { name: "Book a place" });
    expect(document.activeElement?.contains(form)).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
  });

  it("that is not there leads to all events", async () => {
    open({}, { kind: "unknown" });
    expect(await screen.findByRole("link", { name: "See all events" })).toBeTruthy();
  });

  it("that cannot be read says so, and can be tried again; what was there stays and says how old it is", async () => {
    const told = vi
      .fn<Answer>(() => ({ ...answerWith(), fresh: false }))
      .mockImplementationOnce(() => ({ kind: "failed", code: "timeout" }));
    const { user } = open({ "portal.event": told });
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("heading", { name: "Wundtag" })).toBeTruthy();
    expect(
      screen.getByText(/the office system does not answer.+Places and prices may have changed/u),
    ).toBeTruthy();
  });

  it("that cannot be refreshed because nobody answers does not blame the office", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const told = vi.fn<Answer>(() => Promise.reject(noAnswer())).mockImplementationOnce(() => answerWith());
    open({ "portal.event": told });
    await screen.findByRole("heading", { name: "Wundtag" });
    await act(() => vi.advanceTimersByTimeAsync(31_000));
    focusManager.setFocused(false);
    focusManager.setFocused(true);
    expect(await screen.findByText(/could not be refreshed just now/u)).toBeTruthy();
    focusManager.setFocused(undefined);
    vi.useRealTimers();
  });
});

describe("all events", () => {
  it("of which more cannot be had now say so at the button, which asks for them again", async () => {
    const later = { ...event, id: "event_2", name: "Pflegetag" };
    const page = (events: object[], nextCursor: string | null) => ({
      ...{ kind: "events", readAt: 1, fresh: true, nextCursor, events },
    });
    const more = vi
      .fn<Answer>(() => page([later], null))
      .mockReturnValueOnce({ kind: "failed", code: "timeout" });
    const { user } = openPortal("/portal/events", {
      "portal.events": (input) => ((input as { cursor: unknown }).cursor ? more(input) : page([event], "c1")),
    });
    await user.click(await screen.findByRole("button", { name: "Show more events" }));
    expect(
      await screen.findByText("More events cannot be shown at the moment. You can try again."),
    ).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Show more events" }));
    expect(await screen.findByRole("link", { name: "Pflegetag" })).toBeTruthy();
    expect(screen.queryByText(/cannot be shown at the moment/u)).toBeNull();
    expect(screen.queryByRole("button", { name: "Show more events" })).toBeNull();
  });
});
