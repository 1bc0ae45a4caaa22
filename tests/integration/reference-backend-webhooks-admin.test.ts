import { describe, expect, it } from "vitest";
import { API_KEY } from "./reference-backend-harness";
import { startEndpoint, startSender } from "./reference-backend-webhooks-harness";

const withKey = (key = API_KEY) => ({ authorization: `Basic ${btoa(`anybody:${key}`)}` });

/** What a browser shows, and the buttons on it. */
async function openAdmin() {
  const endpoint = await startEndpoint();
  const sender = await startSender();
  const { origin } = new URL(sender.url);
  await sender.addEndpoint({ url: endpoint.url });
  const visit = (path = "/admin/webhooks", headers: Record<string, string> = withKey()) =>
    fetch(origin + path, { headers });
  /** Presses the button of this label on a page, as a form of `from`; the page that follows. */
  const press = async (label: string, page: string, from = origin) => {
    const [, action = ""] = new RegExp(`action="([^"]+)"[^>]*><button>${label}<`, "u").exec(page) ?? [];
    const headers = { ...withKey(), origin: from, "content-type": "application/x-www-form-urlencoded" };
    return fetch(origin + action, { method: "POST", headers, body: "" });
  };
  return { ...sender, endpoint, visit, press };
}

describe("the backend's own page about its webhooks", () => {
  it("has a button that sends a test, and shows what the endpoint answered", async () => {
    const { endpoint, visit, press } = await openAdmin();
    endpoint.answer = (response) => void response.writeHead(418).end("<b>teapot</b>");
    const page = await (await press("Send a test", await (await visit()).text())).text();
    expect(endpoint.received.map(({ json }) => json.type)).toEqual(["webhook.test"]);
    expect(page).toContain("<td>418</td>");
    expect(page).toContain("&lt;b&gt;teapot&lt;/b&gt;");
    expect(page).not.toContain("<b>");
  });

  it("disables, enables and sends again, and shows no secret", async () => {
    const { endpoint, visit, press, happens, backend, endpointOf } = await openAdmin();
    await happens();
    const start = await (await visit()).text();
    expect(start).not.toContain("whsec_");
    const disabled = await (await press("Disable", start)).text();
    expect(await endpointOf(endpoint.url)).toMatchObject({ disabledReason: "by_hand" });
    expect(disabled).toContain("disabled (by_hand)");
    expect(await (await press("Enable", disabled)).text()).toContain("<td>enabled</td>");

    const [, delivery = ""] = /href="([^"]+\/deliveries\/\d+)"/u.exec(disabled) ?? [];
    await press("Send again", await (await visit(delivery)).text());
    await backend.settled();
    expect(endpoint.received).toHaveLength(2);
  });

  it("asks for the API key, and refuses the form of another page", async () => {
    const { visit, press, endpoint } = await openAdmin();
    for (const headers of [{}, withKey("guess")]) {
      const refused = await visit("/admin/webhooks", headers);
      expect(refused.status).toBe(401);
      expect(refused.headers.get("www-authenticate")).toMatch(/^Basic /u);
    }
    const page = await (await visit()).text();
    expect((await press("Send a test", page, "http://elsewhere.example")).status).toBe(403);
    expect(endpoint.received).toEqual([]);
  });
});
