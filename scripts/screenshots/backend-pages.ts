import type { TestTandem } from "../../tests/support/tandem";
import type { Camera } from "./camera";
import { secrets } from "./history";

/** The backend's own pages: what each picture is called, and where the page is. */
const pages = [
  ["backend-overview", ""],
  ["backend-contacts", "/contacts"],
  ["backend-users", "/users?status=suspended"],
  ["backend-bookings", "/bookings"],
  ["backend-webhooks", "/webhooks"],
  ["backend-workflows", "/workflows"],
  ["backend-mails", "/mails"],
  ["backend-fire-drill", "/drill"],
] as const;

/** Takes pictures of the backend's own pages, for whose name is `wanted`. */
export async function shootBackendPages(
  camera: Camera,
  desk: Pick<TestTandem, "backend">,
  wanted: RegExp,
): Promise<void> {
  const url = desk.backend.pagesUrl();
  for (const [name, path] of pages.filter(([name]) => wanted.test(name))) {
    const page = await camera.open(url);
    await page.setExtraHTTPHeaders({ authorization: `Bearer ${secrets.BACKEND_API_KEY}` });
    await page.goto(url + path);
    await camera.take(page, name);
    await page.context().close();
  }
}
