import type { Page } from "@playwright/test";
import type { CheckoutStep } from "../../shared/checkout-api";
import { answer, tellCheckout } from "./edge";
import type { Screen } from "./screens";

async function register(page: Page) {
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("Enter your first name.").waitFor();
}

const openEvent = (name: string) => async (page: Page) => {
  await page.getByRole("link", { name }).first().click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
};

async function chooseCategory(page: Page) {
  await openEvent("Wundtag Ueckermünde")(page);
  await page.getByRole("radio").first().check();
}

async function missEverything(page: Page) {
  await openEvent("Haff-Symposium Innere Medizin")(page);
  await page.getByRole("button", { name: /^Book/u }).click();
}

async function book(page: Page) {
  await chooseCategory(page);
  await page.getByRole("button", { name: /^Book/u }).click();
  const news = page.locator('[role="status"][tabindex="-1"]').filter({ hasText: /./u });
  await news.waitFor();
  await news.scrollIntoViewIfNeeded();
}

/** A member presses "Book", and this is what they are told. */
const told = (name: string, step: CheckoutStep): Screen => ({
  ...{ name: `portal-booking-${name}`, path: () => "/portal/events", who: "waiting" },
  given: (page) => tellCheckout(page, step),
  act: book,
});
const soon = () => Date.now() + 12 * 60_000;
const refused = (why: Extract<CheckoutStep, { kind: "refused" }>["why"]) =>
  told(why.replace("_", "-"), { kind: "refused", why, price: null });

/** The bookings of a member who waits for the backend, as they may end. */
const bookings: Screen[] = [
  told("under-way", { kind: "asked", waitsFor: "backend", until: soon() }),
  told("waits-for-account", { kind: "asked", waitsFor: "account", until: soon() }),
  told("unknown", { kind: "unknown", nextTryAt: soon() }),
  told("booked", { kind: "booked", ticketNumber: "WUND-000065" }),
  ...(["price_changed", "full", "payment"] as const).map(refused),
];

const asNobody = { who: "nobody" } as const;
const asMember = { who: "member" } as const;
const theEvents = { path: () => "/portal/events", ...asNobody };

/** The portal, for nobody in particular and for members. */
export const portalScreens: Screen[] = [
  { name: "portal-home", path: () => "/portal", ...asNobody },
  { name: "portal-not-found", path: () => "/portal/nowhere", ...asNobody },
  { name: "portal-register", path: () => "/portal/register", ...asNobody },
  { name: "portal-register-mistakes", path: () => "/portal/register", ...asNobody, act: register },
  { name: "portal-invited", path: ({ invitation }) => `/portal/register?invite=${invitation}`, ...asNobody },
  { name: "portal-sign-in", path: () => "/portal/sign-in", ...asNobody },
  { name: "portal-forgot-password", path: () => "/portal/forgot-password", ...asNobody },
  { name: "portal-set-password-late", path: () => "/portal/set-password#too-late", ...asNobody },
  { name: "portal-confirm-address-late", path: () => "/portal/confirm-address#somebody", ...asNobody },
  {
    ...{ name: "portal-confirm-address", path: () => "/portal/confirm-address#somebody", ...asMember },
    given: (page) => answer(page, "portal.confirmAddress", () => ({ changed: false })),
  },
  { name: "portal-dashboard", path: () => "/portal/dashboard", ...asMember, isList: true },
  { name: "portal-dashboard-waiting", path: () => "/portal/dashboard", who: "waiting" },
  { name: "portal-profile", path: () => "/portal/profile", ...asMember, isList: true },
  { name: "portal-profile-unproven", path: () => "/portal/profile", who: "waiting" },
  { name: "portal-account", path: () => "/portal/account", ...asMember, isList: true },
  { name: "portal-delete-account", path: () => "/portal/delete-account", ...asMember },
  { name: "portal-events", ...theEvents, isList: true },
  {
    ...{ name: "portal-events-none", ...theEvents },
    given: (page) =>
      answer(page, "portal.events", () => ({ kind: "events", events: [], nextCursor: null, fresh: true })),
  },
  { name: "portal-event", ...theEvents, act: chooseCategory },
  { name: "portal-event-mistakes", ...theEvents, act: missEverything },
  { name: "portal-event-full", ...theEvents, act: openEvent("Notfalltraining für Praxisteams") },
  { name: "portal-event-closed", ...theEvents, act: openEvent("Grundkurs Sonographie des Abdomens") },
  { name: "portal-event-unknown", path: () => "/portal/events/nothing-like-it", ...asNobody },
  {
    name: "portal-event-booked-already",
    path: () => "/portal/events",
    ...asMember,
    act: openEvent("Wundtag Ueckermünde"),
  },
  ...bookings,
];
