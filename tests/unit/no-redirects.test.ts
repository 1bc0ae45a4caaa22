import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createProvider } from "../../server/auth/sign-on/provider";
import { deskAt } from "../../server/cli/desk/connect";
import { createHttpCrm } from "../../server/crm/http";
import { createLog } from "../../server/log";

/** A server that was asked by somebody who has a secret for it leads on to another one, which must not get to see it. */
async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function leadingOn() {
  const asked = { there: 0, elsewhere: 0 };
  const elsewhere = await listen((_request, response) => {
    asked.elsewhere++;
    response.setHeader("content-type", "application/json").end("{}");
  });
  const url = await listen(({ url = "" }, response) => {
    asked.there++;
    response.writeHead(307, { location: elsewhere + url }).end();
  });
  return { url, asked };
}

const log = createLog("silent");

const askers: Record<string, (url: string) => Promise<unknown>> = {
  "the backend's client": (url) =>
    createHttpCrm({ baseUrl: `${url}/api/v1`, apiKey: "secret" }).getContact("obj_1"),
  "the command line": (url) =>
    deskAt(url, (headers) => headers.set("authorization", "Bearer secret")).fetch("/api/export/users.csv"),
  "the command line, by a procedure": (url) => deskAt(url, () => {}).trpc.session.me.query(),
  "signing in at the identity provider": (url) =>
    createProvider({
      ...{ issuer: url, clientId: "tandem", clientSecret: "secret", label: "Desk ID", scopes: "openid", log },
      ...{ redirectUri: "https://desk.example/sign-in/callback", signedOutUri: null },
      rules: { trustEmail: false, mfaAcr: [], roleClaim: null, roles: [] },
    }).begin({ again: false }),
};

test.each(Object.entries(askers))("%s is not led on to another server", async (_who, ask) => {
  const { url, asked } = await leadingOn();
  await expect(ask(url)).rejects.toThrow();
  expect(asked).toEqual({ there: 1, elsewhere: 0 });
});
