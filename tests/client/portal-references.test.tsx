import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { open } from "./booking-harness";
import { noAnswer, openPortal, refusal } from "./portal-harness";

const broken = () => Promise.reject(refusal({ code: "unavailable", message: "Not now." }));

it("events that our fault keeps away are told with the request by which the desk finds out why", async () => {
  openPortal("/portal/events", { "portal.events": broken });
  expect(await screen.findByText(/\(Request req_test\)$/u)).toBeTruthy();
});

it("and so is one event", async () => {
  openPortal("/portal/events/event_1", { "portal.event": broken });
  expect(await screen.findByText(/\(Request req_test\)$/u)).toBeTruthy();
});

it("a member who cannot be asked about is told the request too, beside the event", async () => {
  open({ "portal.me": broken });
  expect(await screen.findByRole("heading", { name: "Wundtag" })).toBeTruthy();
  expect(await screen.findByText(/\(Request req_test\)$/u)).toBeTruthy();
});

it("where nobody answered there is no request to name", async () => {
  openPortal("/portal/events", { "portal.events": () => Promise.reject(noAnswer()) });
  expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
  expect(screen.queryByText(/Request/u)).toBeNull();
});
