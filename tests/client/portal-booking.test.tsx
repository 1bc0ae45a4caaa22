import { focusManager } from "@tanstack/react-query";
import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  asked,
  asMember,
  begunBefore,
  booked,
  choose,
  event,
  nothingBooked,
  open,
  sent,
  view,
} from "./booking-harness";
import { linkedMember, noAnswer, refusal, textbox, type Answer, type Answers } from "./portal-harness";

beforeEach(() => {
  sessionStorage.clear();
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  focusManager.setFocused(undefined);
});

const unauthenticated = refusal({
  code: "unauthenticated",
  message: "You are signed out. Sign in again, or book as a guest.",
});
const away = refusal({ code: "unavailable", message: "The store cannot be reached." });
const upcoming = { kind: "events", readAt: 1, fresh: true, nextCursor: null, events: [event] };
const never = () => new Promise(() => {});
type User = ReturnType<typeof open>["user"];

async function typeAsGuest(user: User) {
  await user.click(await choose(/Students/u));
  await user.type(textbox("First name"), "Gerda");
  await user.type(textbox("Last name"), "Gast");
  await user.type(textbox("E-mail"), "gerda@example.org");
}
const pressBook = (user: User) => user.click(screen.getByRole("button", { name: "Book for free" }));

/** They look at another tab and come back. */
async function comeBack() {
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  await act(() => vi.advanceTimersByTimeAsync(100));
}

describe("what a guest has typed", () => {
  it("stays while it is looked up again whether somebody is signed in", async () => {
    const me = vi.fn<Answer>(() => Promise.reject(unauthenticated));
    const { user } = open({ "portal.me": me });
    await typeAsGuest(user);
    me.mockImplementation(never);
    await comeBack();
    expect(textbox("First name").value).toBe("Gerda");
  });

  it("stays while it is looked again how far an earlier press came, of which nothing could be shown", async () => {
    begunBefore("guest");
    const look = vi.fn<Answer>(() => Promise.reject(refusal({ code: "too_many", message: "Too many." })));
    const { user } = open({ "portal.checkoutState": look });
    expect(await screen.findByText(/You have pressed “Book” here before/u)).toBeTruthy();
    await typeAsGuest(user);
    look.mockImplementation(never);
    await comeBack();
    expect(textbox("First name").value).toBe("Gerda");
  });
});

describe("a press whose answer was lost", () => {
  it("is found out by looking on, though the first looks fail too", async () => {
    const look = vi.fn<Answer>(() => Promise.reject(noAnswer()));
    const { user } = open({
      "portal.checkout": () => Promise.reject(noAnswer()),
      "portal.checkoutState": look,
    });
    await typeAsGuest(user);
    await pressBook(user);
    expect(await screen.findByText(/This page goes on looking/u)).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(3_000));
    look.mockImplementation(() => booked);
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(await screen.findByText("WUND-000007")).toBeTruthy();
  });
});

describe("what is corrected after a press without an answer", () => {
  /** They have mistyped the address, press, hear nothing, mend it and press again. */
  async function correct(arrived: Answer) {
    const look = vi.fn<Answer>(() => null);
    const book = vi.fn<Answer>(() => booked).mockImplementationOnce(() => Promise.reject(noAnswer()));
    const { user } = open({ "portal.checkout": book, "portal.checkoutState": look });
    await typeAsGuest(user);
    await pressBook(user);
    await screen.findByText(/This page goes on looking/u);
    look.mockImplementation(arrived);
    await user.clear(textbox("E-mail"));
    await user.type(textbox("E-mail"), "gerda@haff.example");
    await pressBook(user);
    await screen.findByText("WUND-000007");
    return sent(book);
  }

  it("is not sent when the first press had arrived, and the page says so", async () => {
    expect(await correct(() => booked)).toHaveLength(1);
    expect(screen.getByText(/This is what you sent first/u)).toBeTruthy();
  });

  it("is booked, as the same booking, when it had not", async () => {
    const [first, second] = await correct(() => null);
    expect(second?.guest?.email).toBe("gerda@haff.example");
    expect(second?.key).toBe(first?.key);
    expect(screen.queryByText(/This is what you sent first/u)).toBeNull();
  });
});

describe("a booking", () => {
  const facts = () =>
    screen.getByRole("region", { name: "State of your booking" }).querySelector("dl")?.textContent ?? "";

  it("names its category, the guest's address and the price while it is under way and once it is booked", async () => {
    const state = vi.fn<Answer>(() => asked());
    const { user } = open({ "portal.checkout": () => asked(), "portal.checkoutState": state });
    await typeAsGuest(user);
    await pressBook(user);
    await screen.findByRole("heading", { name: "Your booking is under way" });
    expect(facts()).toBe("CategoryDoctorsE-mailgerda@example.orgPrice€95.00");
    state.mockReturnValue(booked);
    await screen.findByRole("heading", { name: "Your place is booked" }, { timeout: 4_000 });
    expect(facts()).toBe("TicketWUND-000007CategoryDoctorsE-mailgerda@example.orgPrice€95.00");
  });

  it("names the member's own address after a reload too, and no guest's: somebody else may sit there", async () => {
    const state = { "portal.checkoutState": () => booked };
    begunBefore("user_1");
    open({ ...asMember, ...state });
    await screen.findByRole("heading", { name: "Your place is booked" });
    expect(facts()).toContain(linkedMember.email);
    expect(screen.queryByRole("button", { name: /^Done/u })).toBeNull();
    cleanup();
    begunBefore("guest");
    open(state);
    await screen.findByRole("heading", { name: "Your place is booked" });
    expect(facts()).toBe("TicketWUND-000007CategoryDoctorsPrice€95.00");
  });

  it("of a guest is taken off the page by one press, for whoever comes next", async () => {
    begunBefore("guest");
    const answers = { "portal.checkoutState": () => booked, "portal.events": () => upcoming };
    const { user, address, router } = open(answers);
    await user.click(await screen.findByRole("button", { name: "Done, clear this page" }));
    expect(address()).toBe("/portal/events");
    expect(sessionStorage).toHaveLength(0);
    await act(() => router.navigate("/portal/events/event_1"));
    expect(await choose(/Students/u)).toBeTruthy();
    expect(screen.queryByText("WUND-000007")).toBeNull();
  });
});

describe("a booking under way", () => {
  const begun = async (answers: Answers) => {
    begunBefore("user_1");
    const { user } = open({ ...asMember, ...answers });
    return (button: string) =>
      screen.findByRole("button", { name: button }).then((found) => user.click(found));
  };

  it("that stands there as being confirmed for longer than that takes says what it may be, and can be asked for", async () => {
    const hurried = vi.fn<Answer>(() => null);
    const confirming = view({ kind: "confirming" });
    const look = vi.fn<Answer>(() => (hurried.mock.calls.length > 0 ? booked : confirming));
    const press = await begun({ "portal.checkoutState": look, "portal.hurryCheckout": hurried });
    expect(await screen.findByText("This takes a few seconds.")).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(32_000));
    expect(screen.getByRole("heading", { name: "It is not known yet whether you are booked" })).toBeTruthy();
    expect(screen.getByText(/Please do not book again/u)).toBeTruthy();
    await press("Ask again now");
    expect(await screen.findByText("WUND-000007")).toBeTruthy();
  });

  it("that could not be stopped says that it may go on, or why it cannot be stopped", async () => {
    const withdraw = vi.fn<Answer>(() => asked()).mockImplementationOnce(() => Promise.reject(noAnswer()));
    const press = await begun({ "portal.checkoutState": () => asked(), "portal.withdrawCheckout": withdraw });
    await press("Do not book");
    expect(await screen.findByText(/No answer came, so your booking may go on/u)).toBeTruthy();
    await press("Do not book");
    expect(await screen.findByText(/cannot be stopped any more/u)).toBeTruthy();
  });
});

describe("a member", () => {
  it("whose session has ended can book as a guest where they are, what they chose still chosen", async () => {
    const me = vi.fn<Answer>(() => linkedMember);
    const book = vi.fn<Answer>(() => booked).mockImplementationOnce(() => Promise.reject(unauthenticated));
    const { user } = open({ "portal.me": me, "portal.checkout": book });
    await user.click(await choose(/Students/u));
    me.mockImplementation(() => Promise.reject(unauthenticated));
    await pressBook(user);
    expect(await screen.findByText(/You are signed out by now/u)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe("/portal/sign-in");
    expect(screen.getByRole("alert").textContent).toContain("book as a guest");
    await typeAsGuest(user);
    await pressBook(user);
    expect(await screen.findByText("WUND-000007")).toBeTruthy();
    expect(sent(book).map(({ guest }) => guest?.email)).toEqual([undefined, "gerda@example.org"]);
  });

  it("is not taken for a guest because nobody could be asked who they are", async () => {
    const me = vi.fn<Answer>(() => Promise.reject(away));
    const { user } = open({ "portal.me": me });
    const again = await screen.findByRole("button", { name: "Try again" }, { timeout: 4_000 });
    expect(screen.queryByRole("form")).toBeNull();
    me.mockImplementation(() => linkedMember);
    await user.click(again);
    expect(await screen.findByText(/You book as Jörg Müller/u)).toBeTruthy();
  });

  it("sees on the dashboard what they have just booked, though the answer came after they had gone there", async () => {
    let answer = (_told: unknown) => {};
    const bookings = vi.fn<Answer>(() => nothingBooked);
    const { user, router } = open({
      ...asMember,
      "portal.checkout": () => new Promise((resolve) => (answer = resolve)),
      "portal.bookings": bookings,
    });
    await user.click(await choose(/Students/u));
    await pressBook(user);
    await act(() => router.navigate("/portal/dashboard"));
    expect(await screen.findByText("You have not booked anything yet.")).toBeTruthy();
    bookings.mockImplementation(() => ({ ...nothingBooked, checkouts: [asked()] }));
    await act(async () => answer(asked()));
    expect(await screen.findByText("Under way")).toBeTruthy();
  });

  it("sees there too what has ended while they looked on", async () => {
    const bookings = vi.fn<Answer>(() => nothingBooked);
    const look = vi.fn<Answer>(() => asked());
    const { user, router } = open({
      ...{ ...asMember, "portal.checkout": () => asked() },
      ...{ "portal.checkoutState": look, "portal.bookings": bookings },
    });
    await user.click(await choose(/Students/u));
    await pressBook(user);
    await screen.findByRole("heading", { name: "Your booking is under way" });
    look.mockImplementation(() => view({ kind: "refused", why: "full", price: null }));
    bookings.mockImplementation(() => ({
      ...nothingBooked,
      checkouts: [view({ kind: "refused", why: "full", price: null })],
    }));
    await act(() => vi.advanceTimersByTimeAsync(2_000));
    await screen.findByText(/the last place has just been taken/u);
    await act(() => router.navigate("/portal/dashboard"));
    expect(await screen.findByText("Not booked")).toBeTruthy();
  });
});
