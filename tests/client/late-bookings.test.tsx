import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { LateBookings } from "../../client/features/overview/late-bookings";
import { BookingsTab } from "../../client/features/users/person/bookings-tab";
import { useBookings } from "../../client/features/users/person/use-bookings";
import { useCheckouts } from "../../client/features/users/person/use-checkouts";
import type { DeskCheckout, LateCheckouts } from "../../shared/desk-checkouts-api";
import type { OperatorRole } from "../../shared/permissions";
import { openRoutes, refusal, type Answers } from "./portal-harness";

const checkout = (step: DeskCheckout["step"], more: Partial<DeskCheckout> = {}): DeskCheckout => ({
  ...{
    checkoutId: "c1",
    eventId: "event_1",
    eventName: "Wundtag",
    agreed: { total: 9_500, currency: "EUR" },
  },
  ...{ askedAt: Date.now() - 240_000, step, errorCode: null, asGuest: false, ...more },
});
const unknown = checkout({ kind: "unknown", nextTryAt: Date.now() + 60_000 }, { errorCode: "timeout" });

function Tab() {
  return <BookingsTab id="l1" found={useBookings("l1", true)} checkouts={useCheckouts("l1", true)} />;
}
const openTab = (checkouts: DeskCheckout[], more: Answers = {}, role: OperatorRole = "support") =>
  openRoutes([{ path: "/", element: <Tab /> }], "/", {
    "session.me": () => ({ role, name: "Sam", email: "s@desk.example" }),
    "users.bookings": () => ({ kind: "live", readAt: Date.now(), bookings: [] }),
    "users.checkouts": () => checkouts,
    ...more,
  });
const onTheWay = () => screen.findByRole("region", { name: "On the way, and what came of it" });

describe("a person's bookings", () => {
  test("that nobody knows of yet say that they may be charged, why, and are tried at once on a press", async () => {
    const asked: unknown[] = [];
    const { user } = openTab([unknown], { "users.hurryCheckout": (input) => asked.push(input) && null });
    const region = within(await onTheWay());
    expect(region.getByText(/may be booked and charged.+Do not book it by hand/u)).toBeTruthy();
    expect(region.getByText("Last try: timeout")).toBeTruthy();
    expect(region.getByRole("link", { name: "Wundtag" }).getAttribute("href")).toBe("/portal/events/event_1");
    await user.click(region.getByRole("button", { name: "Try now" }));
    expect(asked).toEqual([{ id: "l1", checkoutId: "c1" }]);
  });

  test("that stand there as being confirmed for longer than that takes are told as what they may be", async () => {
    const soon = checkout({ kind: "confirming" }, { checkoutId: "c2", askedAt: Date.now() - 2_000 });
    openTab([checkout({ kind: "confirming" }), soon]);
    const [late, now] = within(await onTheWay()).getAllByRole("listitem");
    expect(within(late!).getByText(/may be booked and charged.+Do not book it by hand/u)).toBeTruthy();
    expect(within(late!).getByRole("button", { name: "Try now" })).toBeTruthy();
    expect(within(now!).getByText("being booked")).toBeTruthy();
    expect(within(now!).queryByRole("button")).toBeNull();
  });

  test("that somebody has looked for in the backend end as they say: with the ticket, or not booked", async () => {
    const said: unknown[] = [];
    const { user } = openTab([unknown], { "users.settleCheckout": (input) => said.push(input) && null });
    const open = async () => {
      await user.click(await screen.findByRole("button", { name: "Say how it ended" }));
      return within(await screen.findByRole("dialog", { name: "How did it end: Wundtag?" }));
    };
    const first = await open();
    await user.click(first.getByRole("button", { name: "It is not booked" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const second = await open();
    expect(second.getByRole("button", { name: "It is booked" })).toHaveProperty("disabled", true);
    await user.type(second.getByRole("textbox", { name: /ticket/u }), "WUND-7{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(said).toEqual([
      { checkoutId: "c1", ticketNumber: null },
      { checkoutId: "c1", ticketNumber: "WUND-7" },
    ]);
  });

  test("are settled by support and admins only", async () => {
    openTab([unknown], {}, "viewer");
    const why = async () =>
      (await screen.findByRole("button", { name: "Say how it ended" })).getAttribute("aria-description");
    await waitFor(async () => expect(await why()).toMatch(/may not say how bookings ended/u));
  });

  test("that could not be tried say why", async () => {
    const why = refusal({ code: "conflict", message: "This booking has ended." });
    const { user } = openTab([unknown], { "users.hurryCheckout": () => Promise.reject(why) });
    await user.click(await screen.findByRole("button", { name: "Try now" }));
    expect((await screen.findByRole("alert")).textContent).toContain("has ended");
  });

  test("that came to nothing say why; those that are booked stand in the backend's list alone", async () => {
    const refused = checkout({ kind: "refused", why: "lapsed", endedAt: Date.now() }, { checkoutId: "c2" });
    openTab([checkout({ kind: "booked", ticketNumber: "WUND-1" }), refused]);
    const region = within(await onTheWay());
    expect(region.getByText(/within 15 minutes and was given up/u)).toBeTruthy();
    expect(region.getAllByRole("listitem")).toHaveLength(1);
    expect(region.queryByRole("button")).toBeNull();
  });

  test("are shown as they are known here while the backend does not answer", async () => {
    openTab([checkout({ kind: "booked", ticketNumber: "WUND-1" })], {
      "users.bookings": () => ({ kind: "failed", code: "timeout" }),
    });
    expect(within(await onTheWay()).getByText("Ticket WUND-1.")).toBeTruthy();
  });
});

describe("the overview's bookings that wait", () => {
  const show = (bookings: LateCheckouts) =>
    openRoutes([{ path: "/", element: <LateBookings bookings={bookings} /> }], "/", {});

  test("are none: nothing is said", () => {
    show({ count: 0, unknown: 0, oldestAt: null, first: [] });
    expect(screen.queryByRole("region")).toBeNull();
  });

  test("lead to whose they are, and say what may have been charged", async () => {
    const guest = checkout({ kind: "asked", waitsFor: "backend", until: Date.now() }, { checkoutId: "c2" });
    show({
      ...{ count: 2, unknown: 1, oldestAt: Date.now() - 240_000 },
      first: [
        { ...checkout({ kind: "confirming" }), who: { kind: "person", linkId: "l1", name: "Zoë Müller" } },
        { ...guest, who: { kind: "guest", email: "gast@klinik.example" } },
      ],
    });
    const region = within(await screen.findByRole("region", { name: "Bookings that wait" }));
    const link = region.getByRole("link", { name: "Zoë Müller" });
    expect(link.getAttribute("href")).toBe("/users/l1?tab=bookings");
    expect(region.getByText("gast@klinik.example, a guest")).toBeTruthy();
    expect(region.getByText(/One may be booked and charged already/u)).toBeTruthy();
    expect(region.getAllByText(/not known yet/u)).toHaveLength(1);
  });
});
