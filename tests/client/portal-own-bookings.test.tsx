import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { booked, event, liveBooking, refused, unknown } from "./booking-harness";
import { linkedMember, openPortal } from "./portal-harness";

describe("the dashboard", () => {
  const dashboard = (bookings: object, member = linkedMember) =>
    openPortal("/portal/dashboard", {
      ...{ "portal.me": () => member, "portal.bookings": () => bookings },
      "portal.events": () => ({ kind: "events", readAt: 1, fresh: true, nextCursor: null, events: [event] }),
    });
  const own = () => screen.findByRole("region", { name: "Your bookings" });

  it("shows what is booked, what is under way, what came to nothing, and the next events", async () => {
    dashboard({
      checkouts: [unknown(), { ...refused("full"), checkoutId: "c2" }],
      backend: { kind: "live", readAt: 1, bookings: [liveBooking] },
    });
    const region = await own();
    expect(await within(region).findByText("Your ticket: WUND-1")).toBeTruthy();
    for (const link of within(region).getAllByRole("link", { name: "Wundtag" }))
      expect(link.getAttribute("href")).toBe(`/portal/events/${event.id}`);
    expect(within(region).getByText("Not known yet")).toBeTruthy();
    expect(within(region).getByText(/the last place has just been taken/u)).toBeTruthy();
    expect(await screen.findByRole("heading", { name: "Upcoming events" })).toBeTruthy();
  });

  it("shows what is known here while the backend does not answer", async () => {
    dashboard({ checkouts: [booked], backend: { kind: "failed", code: "timeout" } });
    const region = await own();
    expect(await within(region).findByText(/None is lost/u)).toBeTruthy();
    expect(within(region).getByText("Your ticket: WUND-000007")).toBeTruthy();
  });

  it("tells who has not confirmed their address that earlier bookings wait for that, not that there are none", async () => {
    const nobody = { kind: "live", readAt: 1, bookings: [] };
    const unproven = { ...linkedMember, address: { proven: false, asked: null } };
    dashboard({ checkouts: [], backend: nobody }, unproven);
    const told = await within(await own()).findByText(/Earlier bookings show once your e-mail address is/u);
    expect(told.textContent).not.toContain("not booked anything");
  });

  it("says of a state that it has no word for that this is one", async () => {
    const waiting = { ...liveBooking, status: "on_waiting_list" };
    dashboard({ checkouts: [], backend: { kind: "live", readAt: 1, bookings: [waiting] } });
    expect(await within(await own()).findByText("State: on waiting list")).toBeTruthy();
  });

  it("shows all bookings on a press, and focus goes to the first of those that came", async () => {
    const bookings = Array.from({ length: 7 }, (_, n) => ({
      ...{ ...liveBooking, id: `b${n}`, ticketNumber: `WUND-${n}` },
    }));
    dashboard({ checkouts: [], backend: { kind: "live", readAt: 1, bookings } });
    await userEvent.click(await within(await own()).findByRole("button", { name: "Show all 7" }));
    const [, , , , , sixth] = within(await own()).getAllByRole("listitem");
    expect(document.activeElement).toBe(sixth);
  });

  it("says that nothing is booked, and of whom the backend does not know yet why", async () => {
    dashboard({ checkouts: [], backend: { kind: "not_linked" } });
    expect(await within(await own()).findByText(/once the office system knows you/u)).toBeTruthy();
  });
});
