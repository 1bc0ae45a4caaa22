import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { linkedMember, openPortal, textbox, type Answer } from "./portal-harness";

const PASSWORD = "correct horse battery";

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
