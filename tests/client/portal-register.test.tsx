import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { defaultOrganization } from "../../shared/organization";
import {
  description,
  linkedMember,
  memberWith,
  noAnswer,
  openPortal,
  refusal,
  textbox,
  type Answer,
} from "./portal-harness";

const PASSWORD = "correct horse battery";
const create = () => screen.getByRole("button", { name: "Create account" });
const linkedResult = { status: "linked", userId: "u", frontendUserId: "f", crmContactId: "c" };

async function filledForm(register: Answer, me: Answer = () => linkedMember) {
  const portal = openPortal("/portal/register", { "portal.register": register, "portal.me": me });
  const { user } = portal;
  await user.type(textbox("First name"), "Jörg");
  await user.type(textbox("Last name"), "Müller");
  await user.type(textbox("E-mail"), "joerg@example.org");
  await user.type(screen.getByLabelText("Password"), PASSWORD);
  await user.type(screen.getByLabelText("Repeat password"), PASSWORD);
  await user.click(screen.getByRole("checkbox"));
  return portal;
}

describe("whose portal it is", () => {
  const organization = {
    name: "Haff-Akademie",
    color: "",
    termsUrl: "https://haff.example/agb",
    privacyUrl: "",
    tellsTaken: true,
  };

  it("stands on the page, with what is accepted to be read in a tab of its own", async () => {
    openPortal("/portal/register", {}, organization);
    expect(await screen.findByText(/Your account with Haff-Akademie/u)).toBeTruthy();
    const terms = screen.getByRole("link", { name: "terms of use" });
    expect([terms.getAttribute("href"), terms.getAttribute("target")]).toEqual([
      organization.termsUrl,
      "_blank",
    ]);
    expect(screen.queryByRole("link", { name: "privacy notice" })).toBeNull();
    expect(screen.getByRole("checkbox", { name: /privacy notice of Haff-Akademie/u })).toBeTruthy();
  });
});

describe("errors beside the field", () => {
  it("wait until the person has typed and left", async () => {
    const { user } = openPortal("/portal/register", {});
    await user.click(textbox("E-mail"));
    await user.tab();
    expect(textbox("E-mail").getAttribute("aria-invalid")).toBeNull();

    await user.type(textbox("E-mail"), "joerg@");
    expect(textbox("E-mail").getAttribute("aria-invalid")).toBeNull();
    await user.tab();
    expect(textbox("E-mail").getAttribute("aria-invalid")).toBe("true");
    expect(description(textbox("E-mail"))).toContain("Enter a full e-mail address");
  });

  it("go as soon as the field is right, and stay away while it is typed anew", async () => {
    const { user } = openPortal("/portal/register", {});
    await user.type(textbox("E-mail"), "joerg@");
    await user.tab();
    await user.type(textbox("E-mail"), "example.org");
    expect(textbox("E-mail").getAttribute("aria-invalid")).toBeNull();
    await user.clear(textbox("E-mail"));
    await user.type(textbox("E-mail"), "j");
    expect(textbox("E-mail").getAttribute("aria-invalid")).toBeNull();
    await user.tab();
    expect(textbox("E-mail").getAttribute("aria-invalid")).toBe("true");
  });

  it("tell that the passwords differ although the terms are not accepted yet", async () => {
    const { user } = openPortal("/portal/register", {});
    await user.type(screen.getByLabelText("Password"), PASSWORD);
    await user.type(screen.getByLabelText("Repeat password"), "correct horse");
    await user.tab();
    await user.tab();
    expect(description(screen.getByLabelText("Repeat password"))).toBe("The two passwords differ.");
  });

  it("do not come from looking at the password", async () => {
    const { user } = openPortal("/portal/register", {});
    await user.type(screen.getByLabelText("Password"), "short");
    await user.tab();
    await user.click(screen.getByRole("button", { name: "Show password" }));
    expect(textbox("Password").value).toBe("short");
    expect(textbox("Password").getAttribute("aria-invalid")).toBeNull();
    await user.tab();
    expect(description(textbox("Password"))).toBe("Use at least 10 characters.");
  });

  it("all show on submit, with focus on the first, and nothing is sent", async () => {
    const register = vi.fn();
    const { user } = openPortal("/portal/register", { "portal.register": register });
    await user.type(textbox("First name"), "Jörg");
    await user.click(create());
    expect(document.activeElement).toBe(textbox("Last name"));
    expect(description(textbox("Last name"))).toBe("Enter your last name.");
    expect(description(screen.getByRole("checkbox"))).toBe("Accept the terms to register.");
    expect(screen.getByText("4 fields need your attention.").getAttribute("role")).toBe("status");
    expect(register).not.toHaveBeenCalled();
  });
});

describe("sending", () => {
  it("goes to the dashboard once both sides know the person", async () => {
    const register = vi.fn<Answer>(() => linkedResult);
    const { user, address } = await filledForm(register);
    await user.click(create());
    expect(await screen.findByRole("heading", { name: "Hello, Jörg Müller" })).toBeTruthy();
    expect(address()).toBe("/portal/dashboard");
    expect(register.mock.calls[0]?.[0]).toMatchObject({ email: "joerg@example.org", terms: true, phone: "" });
  });

  it("goes to the dashboard with the warning while the backend is awaited", async () => {
    const pending = () => memberWith({});
    const { user, address } = await filledForm(
      () => ({ status: "backend_sync_pending", userId: "u" }),
      pending,
    );
    await user.click(create());
    expect(await screen.findByRole("button", { name: "Try again now" })).toBeTruthy();
    expect(address()).toBe("/portal/dashboard?warning=backend_sync_pending");
  });

  it("sends once however often it is pressed", async () => {
    let finish: (value: unknown) => void = () => {};
    const register = vi.fn(() => new Promise((resolve) => (finish = resolve)));
    const { user } = await filledForm(register);
    await user.dblClick(create());
    const busy = screen.getByRole("button", { name: "Creating your account…" });
    expect(busy.getAttribute("aria-disabled")).toBe("true");
    await user.click(busy);
    await user.type(textbox("E-mail"), "{Enter}");
    expect(register).toHaveBeenCalledTimes(1);
    finish(linkedResult);
    await screen.findByRole("heading", { name: "Hello, Jörg Müller" });
    expect(register).toHaveBeenCalledTimes(1);
  });

  it("puts the e-mail that is taken beside the e-mail, with focus and a way to sign in", async () => {
    const taken = refusal({
      code: "conflict",
      field: "email",
      message: "This e-mail is registered already.",
    });
    const { user, router } = await filledForm(() => Promise.reject(taken));
    await user.click(create());
    await waitFor(() => expect(document.activeElement).toBe(textbox("E-mail")));
    expect(description(textbox("E-mail"))).toContain("This e-mail is registered already.");
    expect(screen.queryByRole("alert")).toBeNull();

    await user.click(screen.getByRole("link", { name: "Go to sign-in" }));
    expect(textbox("E-mail").value).toBe("joerg@example.org");
    expect(router.state.location.search).toBe("");
  });

  it("says how long to wait after too many tries, and of no request: nothing has failed", async () => {
    const message = "Too many tries. Try again in 8 s.";
    const { user } = await filledForm(() => Promise.reject(refusal({ code: "too_many", message })));
    await user.click(create());
    expect((await screen.findByRole("alert")).textContent).toBe(message);
  });

  it.each([
    [
      "Convex fails",
      refusal({ code: "unavailable", message: "The store did not answer." }),
      "(Request req_test)",
    ],
    ["the network fails", noAnswer(), "."],
  ])(
    "says that nothing was saved and keeps what was typed when %s; a second try works",
    async (_, failure, end) => {
      const register = vi
        .fn<Answer>(() => linkedResult)
        .mockImplementationOnce(() => Promise.reject(failure));
      const { user } = await filledForm(register);
      await user.click(create());
      const alert = await screen.findByRole("alert");
      expect(alert.textContent).toMatch(/^Nothing was saved.*you can try again/iu);
      expect(alert.textContent?.endsWith(end)).toBe(true);
      expect(textbox("First name").value).toBe("Jörg");
      expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe(PASSWORD);
      expect(screen.getByRole<HTMLInputElement>("checkbox").checked).toBe(true);

      await user.click(create());
      expect(await screen.findByRole("heading", { name: "Hello, Jörg Müller" })).toBeTruthy();
    },
  );
});

describe("where nobody is told that an address is taken", () => {
  const quiet = { ...defaultOrganization, tellsTaken: false };
  async function filled(registerByMail: Answer) {
    const portal = openPortal("/portal/register", { "portal.registerByMail": registerByMail }, quiet);
    const { user } = portal;
    await user.type(await screen.findByRole("textbox", { name: "First name" }), "Jörg");
    await user.type(textbox("Last name"), "Müller");
    await user.type(textbox("E-mail"), " joerg@example.org");
    await user.click(screen.getByRole("checkbox"));
    return portal;
  }

  it("the password is asked for by a link, and the form says where that goes", async () => {
    const { user } = await filled(() => null);
    expect(screen.queryByLabelText("Password")).toBeNull();
    expect(description(textbox("E-mail"))).toContain("goes here");
    await user.click(create());
    const said = await screen.findByText(/A mail to joerg@example.org is on its way/u);
    expect(said.closest("[role=status]")).toBeTruthy();
  });

  it("somebody who mistyped the address finds the form as it was", async () => {
    const { user } = await filled(() => null);
    await user.click(create());
    await user.click(await screen.findByRole("button", { name: "Use another address" }));
    expect(textbox("First name")).toHaveProperty("value", "Jörg");
    expect(textbox("E-mail")).toHaveProperty("value", "joerg@example.org");
  });

  it("a refusal keeps what was typed", async () => {
    const tooMany = refusal({ code: "too_many", message: "Too many mails were asked for." });
    const { user } = await filled(() => Promise.reject(tooMany));
    await user.click(create());
    expect((await screen.findByRole("alert")).textContent).toContain("Too many mails were asked for.");
    expect(textbox("First name").value).toBe("Jörg");
  });
});
