import { barriers } from "../support/barriers";
import { expect, test } from "../support/desk";
import { driftContact, register } from "./people";

test.use({ deskOptions: { webhooksLost: true } });

test("a person's page offers the best action, and says of the others why they are not possible now", async ({
  page,
  desk,
}) => {
  const dora = await register(desk, { firstName: "Dora", lastName: "Abel" });
  await driftContact(desk, dora.contactId, { phone: "+49 160 9988776" });
  await desk.signIn(page);
  await page.goto(`${desk.url}/users/${dora.userId}`);
  const commands = page.getByRole("toolbar", { name: "Commands" });

  await test.step("what the CRM has by now is told and taken, although no webhook came", async () => {
    await expect(page.getByText("The sides are linked, but the phone differs.")).toBeVisible();
    await commands.getByRole("button", { name: "Take the CRM’s phone" }).click();
    await expect(page.getByText(/^Linked\. Read back from both sides/u)).toBeVisible();
    await expect(commands.getByRole("button", { name: /^Take/u })).toBeHidden();
  });

  await test.step("by keyboard one hears what is not possible, and why", async () => {
    await commands.getByRole("button", { name: "More actions" }).focus();
    await page.keyboard.press("Enter");
    const invite = page.getByRole("menuitem", { name: "Invite" });
    await expect(invite).toHaveAttribute("aria-disabled", "true");
    await expect(invite).toContainText("Only a contact without an account can be invited.");
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(commands.getByRole("button", { name: "More actions" })).toBeFocused();
  });

  await test.step("the bookings are read when they are looked at, and a backend that fails is told", async () => {
    await page.getByRole("tab", { name: "Bookings" }).click();
    await expect(page.getByText("Nothing booked.")).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    await desk.chaos({ mode: "error" });
    await page.getByRole("button", { name: "Read again" }).click();
    await expect(
      page.getByText(/^The backend reported an error of its own\. Bookings are kept/u),
    ).toBeVisible();
  });
});
