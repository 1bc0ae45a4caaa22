import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { linkedMember, memberWith, noAnswer, openPortal, refusal, type Answer } from "./portal-harness";

const WARNED = "/portal/dashboard?warning=backend_sync_pending";

describe("while the backend is awaited", () => {
  afterEach(() => vi.useRealTimers());

  it("says what works, what waits, that nothing is to be done, and when the next attempt comes", async () => {
    const at = Date.now() + 5 * 60_000;
    openPortal(WARNED, { "portal.me": () => memberWith({ nextAttemptAt: at }) });
    expect(
      await screen.findByRole("heading", { name: "Your account works. One step remains." }),
    ).toBeTruthy();
    expect(screen.getByText(/you can sign in at any time/u)).toBeTruthy();
    expect(screen.getByText(/^Nothing\. This finishes by itself/u)).toBeTruthy();
    expect(screen.getByText(/^Next automatic attempt in/u).textContent).toMatch(/in 5 minutes\.$/u);
  });

  it("turns into a confirmation by itself, without the warning in the address, and asks no more", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const me = vi.fn<Answer>(() => linkedMember).mockImplementationOnce(() => memberWith({}));
    const { address } = openPortal(WARNED, { "portal.me": me });
    await screen.findByRole("button", { name: "Try again now" });
    await act(() => vi.advanceTimersByTimeAsync(3_000));
    expect(await screen.findByText("Your account is complete.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try again now" })).toBeNull();
    expect(address()).toBe("/portal/dashboard");
    expect(screen.getByText("frontend_user_77")).toBeTruthy();
    expect(screen.getByText("obj_42")).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(me).toHaveBeenCalledTimes(2);
  });

  it("lets the member try again, and tells what came of it", async () => {
    const retry = vi
      .fn<Answer>(() => memberWith({}))
      .mockImplementationOnce(() => Promise.reject(noAnswer()));
    const answers = { "portal.me": () => memberWith({}), "portal.retrySync": retry };
    const { user } = openPortal("/portal/dashboard", answers);
    await user.click(await screen.findByRole("button", { name: "Try again now" }));
    expect(await screen.findByText(/^No answer came/u)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Try again now" }));
    expect(await screen.findByText(/^A new attempt was started at/u)).toBeTruthy();
  });

  it("tries again with success, and who pressed is on the news that the account is complete", async () => {
    const answers = { "portal.me": () => memberWith({}), "portal.retrySync": () => linkedMember };
    const { user } = openPortal("/portal/dashboard", answers);
    await user.click(await screen.findByRole("button", { name: "Try again now" }));
    expect(await screen.findByText("frontend_user_77")).toBeTruthy();
    expect(document.activeElement?.textContent).toMatch(/^Your account is complete/u);
  });

  it("leaves it to the staff when it does not go on by itself", async () => {
    openPortal("/portal/dashboard", { "portal.me": () => memberWith({ state: "failed" }) });
    expect(await screen.findByText(/^Nothing\. Our staff see/u)).toBeTruthy();
    expect(screen.queryByText(/automatic attempt/u)).toBeNull();
  });
});

describe("sessions", () => {
  it("a dead one leads to sign-in with a sentence", async () => {
    const { address } = openPortal("/portal/dashboard", {});
    expect(await screen.findByText("You are signed out. Sign in to see your account.")).toBeTruthy();
    expect(address()).toBe("/portal/sign-in?reason=required");
  });

  it("one that dies while somebody looks says that it has ended", async () => {
    const ended = refusal({ code: "unauthenticated", message: "Sign in first." });
    const me = vi.fn<Answer>(() => Promise.reject(ended)).mockImplementationOnce(() => memberWith({}));
    const answers = { "portal.me": me, "portal.retrySync": () => Promise.reject(ended) };
    const { user } = openPortal("/portal/dashboard", answers);
    await user.click(await screen.findByRole("button", { name: "Try again now" }));
    expect(await screen.findByText(/^Your session has ended/u)).toBeTruthy();
  });

  it("sign out, and the account is no longer on the page", async () => {
    const { user } = openPortal("/portal/dashboard", {
      "portal.me": () => linkedMember,
      "portal.signOut": () => ({ ok: true }),
    });
    await user.click(await screen.findByRole("button", { name: "Sign out" }));
    expect(await screen.findByText("You have signed out.")).toBeTruthy();
  });

  it("members who come to the door go straight on", async () => {
    const { address } = openPortal("/portal", { "portal.me": () => linkedMember });
    await screen.findByRole("heading", { name: "Hello, Jörg Müller" });
    await waitFor(() => expect(address()).toBe("/portal/dashboard"));
  });

  it("others choose between registering and signing in", async () => {
    openPortal("/portal", {});
    expect(await screen.findByRole("link", { name: "Register" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Sign in" })).toBeTruthy();
  });
});
