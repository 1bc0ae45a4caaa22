import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createTRPCClient } from "@trpc/client";
import { Link, MemoryRouter, Route, Routes } from "react-router";
import { expect, it, vi } from "vitest";
import { SettingsPage } from "../../client/features/settings/settings-page";
import { createQueryClient } from "../../client/lib/query-client";
import { TRPCProvider } from "../../client/lib/trpc";
import type { AppRouter } from "../../server/trpc/router";
import type { OperatorRole } from "../../shared/permissions";
import { defaultSettings, type SettingsView } from "../../shared/settings-api";
import { description, refusal, textbox, wire, type Answers } from "./portal-harness";

const view: SettingsView = { version: 0, settings: defaultSettings, changedAt: null, changedBy: null };
const closed = { state: "closed", since: null, cause: null, probeAt: null };
const gate = {
  ...{ breaker: closed, heldUntil: null },
  rate: { perMinute: 12_000, burst: 1_000, tokens: 1_000, waiting: { live: 0, bulk: 0 } },
};

/** The settings as somebody of this role meets them, with a server that answers as told. */
function openSettings(role: OperatorRole, answers: Answers = {}) {
  const client = createTRPCClient<AppRouter>({
    links: [
      wire({
        "session.me": () => ({ role, name: "Vera", email: "vera@desk.example" }),
        "settings.get": () => view,
        "settings.lane": () => ({ paused: null, resumed: null }),
        "health.get": () => ({ gate }),
        ...answers,
      }),
    ],
  });
  const queryClient = createQueryClient(() => {});
  render(
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        <MemoryRouter initialEntries={["/settings"]}>
          <Link to="/users">Users</Link>
          <Routes>
            <Route path="/settings" element={<SettingsPage />} />
            <Route path="/users" element={<h1>All users</h1>} />
          </Routes>
        </MemoryRouter>
      </TRPCProvider>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

it("who may not change settings reads them, and why not", async () => {
  openSettings("support");
  await waitFor(() => expect(textbox("Calls per minute").value).toBe("12000"));
  expect(
    await screen.findByText(/^Your role \(support\) may not change settings; an admin may/u),
  ).toBeDefined();
  expect(textbox("Calls per minute").readOnly).toBe(true);
  const [schedule] = screen.getAllByRole<HTMLInputElement>("checkbox");
  expect(schedule?.disabled).toBe(true);
  const test = screen.getByRole("button", { name: "Test connection" });
  expect(test.getAttribute("aria-description")).toContain("may not change settings");
});

it("what an owner of a field means is said before it is saved, and the e-mail has one for good", async () => {
  const update = vi.fn((_input: unknown) => ({ ...view, version: 1 }));
  const user = openSettings("admin", { "settings.update": update });
  const owner = (field: string) =>
    screen.findByRole<HTMLSelectElement>("combobox", { name: `Owner of the ${field}` });
  const phone = await owner("phone");
  expect(description(phone)).toMatch(/keeps the value of the side that changed last/u);
  await user.selectOptions(phone, "CRM");
  expect(description(phone)).toMatch(/even where the account’s is newer.*cannot change it\.$/u);
  await user.click(screen.getByRole("button", { name: "Save 1 setting" }));
  const fieldOwnership = { ...defaultSettings.fieldOwnership, phone: "crm" };
  expect(update.mock.lastCall?.[0]).toMatchObject({ settings: { fieldOwnership } });
  const email = await owner("e-mail");
  expect([email.value, email.disabled]).toEqual(["convex", true]);
  expect(description(email)).toMatch(/members sign in with it/u);
});

it("a schedule is switched off and on again with the value it had", async () => {
  const update = vi.fn((_input: unknown) => ({ ...view, version: 1 }));
  const user = openSettings("admin", { "settings.update": update });
  const full = await screen.findByRole("checkbox", { name: "Full sweep: begins by itself" });
  await user.click(full);
  expect(textbox("Full sweep").value).toBe("");
  await user.click(full);
  expect(textbox("Full sweep").value).toBe("03:30");
  expect(screen.queryByRole("region", { name: "Unsaved changes" })).toBeNull();
  await user.click(full);
  await user.click(screen.getByRole("button", { name: "Save 1 setting" }));
  await waitFor(() => expect(update).toHaveBeenCalledOnce());
  expect(update).toHaveBeenCalledWith({
    version: 0,
    settings: { ...defaultSettings, reconcile: { ...defaultSettings.reconcile, fullDailyAt: null } },
  });
});

it("settings that could not be saved stay typed, and the screen says that nothing was saved", async () => {
  const user = openSettings("admin", {
    "settings.update": () => {
      throw refusal({ code: "unavailable", message: "The store is away." });
    },
  });
  await waitFor(() => expect(textbox("Calls at once").value).toBe("1000"));
  await user.clear(textbox("Calls at once"));
  await user.type(textbox("Calls at once"), "20");
  await user.click(screen.getByRole("button", { name: "Save 1 setting" }));
  const told = await screen.findByText(/The store is away\. Nothing was saved/u);
  expect(told).toBeDefined();
  expect(textbox("Calls at once").value).toBe("20");
});

it("what is typed while settings are being saved is kept, and is all that is left to save", async () => {
  let answer = (_saved: unknown) => {};
  const user = openSettings("admin", {
    "settings.update": () => new Promise((resolve) => (answer = resolve)),
  });
  await waitFor(() => expect(textbox("Calls at once").value).toBe("1000"));
  await user.type(textbox("Calls per minute"), "0");
  await user.click(screen.getByRole("button", { name: "Save 1 setting" }));
  await user.type(textbox("Calls at once"), "0");
  expect(screen.getByRole("button", { name: /^Save/u }).getAttribute("aria-busy")).toBe("true");
  const gateSaved = { ...defaultSettings.gate, ratePerMinute: 120_000 };
  answer({ ...view, version: 1, settings: { ...defaultSettings, gate: gateSaved } });
  expect(await screen.findByRole("button", { name: "Save 1 setting" })).toBeDefined();
  expect(textbox("Calls at once").value).toBe("10000");
  expect(textbox("Calls per minute").value).toBe("120000");
});

it("a paused lane says since when and why, and what is safe", async () => {
  const cause = { httpStatus: 401, message: "The backend refused our key." };
  openSettings("admin", { "settings.lane": () => ({ paused: { at: Date.now(), cause }, resumed: null }) });
  const now = await screen.findByRole("region", { name: "Backend now" });
  await waitFor(() => expect(now.textContent).toContain("The backend refused our key. Nothing is sent"));
  expect(within(now).getByRole("button", { name: "Let work go on" })).toBeDefined();
});

it("an edit is not lost by leaving the screen: it asks first, and staying keeps what was typed", async () => {
  const user = openSettings("admin");
  await waitFor(() => expect(textbox("Calls per minute").value).toBe("12000"));
  await user.type(textbox("Calls per minute"), "0");
  await user.click(screen.getByRole("link", { name: "Users" }));
  const question = await screen.findByRole("dialog", { name: "Discard changes?" });
  expect(question.textContent).toContain("1 change to the settings is not saved and would be lost.");
  await user.click(within(question).getByRole("button", { name: "Stay here" }));
  expect(textbox("Calls per minute").value).toBe("120000");
  await user.click(screen.getByRole("link", { name: "Users" }));
  await user.click(await screen.findByRole("button", { name: "Discard 1 change" }));
  expect(await screen.findByRole("heading", { name: "All users" })).toBeDefined();
});

it("nobody is asked who has changed nothing, or taken it back", async () => {
  const user = openSettings("admin");
  await waitFor(() => expect(textbox("Calls per minute").value).toBe("12000"));
  await user.type(textbox("Calls per minute"), "0{Backspace}");
  await user.click(screen.getByRole("link", { name: "Users" }));
  expect(await screen.findByRole("heading", { name: "All users" })).toBeDefined();
});
