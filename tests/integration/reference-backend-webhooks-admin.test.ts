import { describe, expect, it } from "vitest";
import { openAdmin, withKey } from "./reference-backend-admin-harness";

describe("the backend's own page about its webhooks", () => {
  it("has a button that sends a test, and shows what the endpoint answered", async () => {
    const { endpoint, visit, press } = await openAdmin();
    endpoint.answer = (response) => void response.writeHead(418).end("<b>teapot</b>");
    const page = await (await press("Send a test", await (await visit("/webhooks")).text())).text();
    expect(endpoint.received.map(({ json }) => json.type)).toEqual(["webhook.test"]);
    expect(page).toContain('data-label="Answer">418</td>');
    expect(page).toContain("&lt;b&gt;teapot&lt;/b&gt;");
    expect(page).not.toContain("<b>");
  });

  it("disables, enables and sends again, and shows no secret", async () => {
    const { endpoint, visit, press, happens, backend, endpointOf } = await openAdmin();
    await happens();
    const start = await (await visit("/webhooks")).text();
    expect(start).not.toContain("whsec_");
    const disabled = await (await press("Disable", start)).text();
    expect(await endpointOf(endpoint.url)).toMatchObject({ disabledReason: "by_hand" });
    expect(disabled).toContain("disabled (by_hand)");
    expect(await (await press("Enable", disabled)).text()).toContain('data-label="State">enabled</td>');

    const [, delivery = ""] = /href="\/backend([^"]+\/deliveries\/\d+)"/u.exec(disabled) ?? [];
    await press("Send again", await (await visit(delivery)).text());
    await backend.settled();
    expect(endpoint.received).toHaveLength(2);
  });

  it("asks for the API key, and refuses the form of another page", async () => {
    const { visit, press, endpoint } = await openAdmin();
    for (const headers of [{}, withKey("guess")]) {
      const refused = await visit("/webhooks", headers);
      expect(refused.status).toBe(401);
      expect(refused.headers.get("www-authenticate")).toMatch(/^Basic /u);
    }
    const page = await (await visit("/webhooks")).text();
    expect((await press("Send a test", page, "http://elsewhere.example")).status).toBe(403);
    expect(endpoint.received).toEqual([]);
  });
});
