import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { linkedMember, openPortal, refusal, textbox, type Answer } from "./portal-harness";

describe("a profile", () => {
  const profile = {
    ...{ salutation: "", title: "", firstName: "Jörg", lastName: "Müller", phone: "" },
    ...{ organization: "", profession: "", position: "" },
  };

  it("says that it could not be loaded when nobody says whose it is, and asks again when told to", async () => {
    const unavailable = refusal({ code: "unavailable", message: "The store cannot be reached." });
    const me = vi.fn<Answer>(() => Promise.reject(unavailable));
    const { user } = openPortal("/portal/profile", {
      "portal.me": me,
      "portal.profile": () => ({ profile, locked: [], waits: false }),
    });
    const again = await screen.findByRole("button", { name: "Try again" });
    expect(screen.getByRole("alert").textContent).toContain("(Request req_test)");
    me.mockReturnValue(linkedMember);
    await user.click(again);
    await waitFor(() => expect(textbox("First name")).toBeTruthy());
  });

  it("shows what only the office changes, and lets nobody type there", async () => {
    const { user } = openPortal("/portal/profile", {
      "portal.me": () => linkedMember,
      "portal.profile": () => ({ profile, locked: ["lastName"], waits: false }),
    });
    const lastName = await screen.findByRole<HTMLInputElement>("textbox", { name: "Last name" });
    await user.type(lastName, "x");
    expect(lastName.value).toBe("Müller");
    expect(screen.getByText("Only our office can change this.")).toBeTruthy();
  });

  it("keeps what was typed when it could not be saved, and says that it waits when the office has yet to hear of it", async () => {
    const save = vi
      .fn<Answer>((typed) => ({ profile: typed, locked: [], waits: true }))
      .mockRejectedValueOnce(refusal({ code: "unavailable", message: "The store did not answer." }));
    const { user } = openPortal("/portal/profile", {
      ...{ "portal.me": () => linkedMember, "portal.updateProfile": save },
      "portal.profile": () => ({ profile, locked: [], waits: false }),
    });
    await user.type(await screen.findByRole("textbox", { name: /^Position/u }), "Chief");
    await user.click(screen.getByRole("button", { name: "Save profile" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/^Nothing was saved/u);
    await user.click(screen.getByRole("button", { name: "Save profile" }));
    await waitFor(() => expect(screen.getByText(/has not heard of it yet/u)).toBeTruthy());
    expect(save.mock.calls[1]?.[0]).toMatchObject({ position: "Chief", firstName: "Jörg" });
  });

  describe("of which a field becomes the office's while the form is open", () => {
    const officeOnly = { code: "invalid" as const, message: "Only our office can change this." };

    /** The member has typed another phone; meanwhile the office has taken it over. */
    async function typedTooLate() {
      let locked: string[] = [];
      const save = vi.fn<Answer>((typed) => {
        const wanted = { ...profile, phone: "+4930111", ...(typed as Partial<typeof profile>) };
        if (wanted.phone !== "+4930111") throw refusal({ ...officeOnly, field: "phone" });
        return { profile: wanted, locked, waits: false };
      });
      const { user } = openPortal("/portal/profile", {
        ...{ "portal.me": () => linkedMember, "portal.updateProfile": save },
        "portal.profile": () => ({ profile: { ...profile, phone: "+4930111" }, locked, waits: false }),
      });
      const phone = await screen.findByRole<HTMLInputElement>("textbox", { name: /^Phone/u });
      await user.clear(phone);
      await user.type(phone, "+49 30 222");
      locked = ["phone"];
      await user.click(screen.getByRole("button", { name: "Save profile" }));
      return { user, phone, save };
    }

    it("says so at the field, and keeps what was typed", async () => {
      const { phone } = await typedTooLate();
      const said = await screen.findByText(/^Only our office can change this/u);
      expect(phone.getAttribute("aria-describedby")).toContain(said.closest("p")?.id);
      expect(phone.value).toBe("+49 30 222");
      expect(document.activeElement).toBe(phone);
    });

    it("can be saved all the same, once that change is undone", async () => {
      const { user, phone, save } = await typedTooLate();
      await user.type(textbox(/^Position/u), "Chief");
      await user.click(await screen.findByRole("button", { name: "Undo my change" }));
      expect([phone.value, phone.readOnly]).toEqual(["+4930111", true]);
      await user.click(screen.getByRole("button", { name: "Save profile" }));
      expect(await screen.findByText(/^Saved\./u)).toBeTruthy();
      expect(save.mock.lastCall?.[0]).toMatchObject({ position: "Chief" });
      expect(save.mock.lastCall?.[0]).not.toHaveProperty("phone");
    });
  });

  it("sends nothing of the office's fields that nobody has typed in: what stands there need not be what a form would take", async () => {
    const kept = { ...profile, lastName: "M".repeat(150), phone: "ext. 7" };
    const answer = { profile: kept, locked: ["lastName", "phone"], waits: false };
    const save = vi.fn<Answer>(() => answer);
    const { user } = openPortal("/portal/profile", {
      ...{ "portal.me": () => linkedMember, "portal.updateProfile": save },
      "portal.profile": () => answer,
    });
    await user.type(await screen.findByRole("textbox", { name: /^Position/u }), "Chief");
    await user.click(screen.getByRole("button", { name: "Save profile" }));
    expect(await screen.findByText(/^Saved\./u)).toBeTruthy();
    const sent = save.mock.lastCall?.[0];
    expect(sent).toMatchObject({ position: "Chief", firstName: "Jörg" });
    expect(Object.keys(sent as object)).not.toContain("lastName");
    expect(Object.keys(sent as object)).not.toContain("phone");
  });
});
