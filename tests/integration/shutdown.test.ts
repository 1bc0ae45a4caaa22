import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { newPerson } from "../support/people";
import { type Process, startProcess, temporaryFolder } from "../support/processes";
import { type Visitor, createVisitor } from "../support/visitor";
import { signedWebhook } from "../support/webhook";

const secret = `whsec_${Buffer.from("the secret of a server that stops").toString("base64")}`;
const ada = { name: "Ada Admin", email: "ada@desk.example", password: "correct horse battery" };

/** A backend that takes every call and answers none, until it hangs up. `asked` resolves with the first. */
async function silentBackend(): Promise<{ url: string; asked: Promise<unknown>; hangUp(): void }> {
  const server = createServer();
  const asked = once(server, "request");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  const hangUp = () => {
    server.close();
    server.closeAllConnections();
  };
  onTestFinished(hangUp);
  return { url, asked, hangUp };
}

async function start(
  dataDir: string,
  backendUrl: string,
): Promise<{ server: Process; url: string; token: string }> {
  // Once as `npm start` does it; elsewhere tests start what was built for them.
  const server = startProcess("scripts/start.js", {
    PORT: "0",
    DATA_DIR: dataDir,
    BACKEND_URL: backendUrl,
    BACKEND_API_KEY: "key-of-a-silent-backend",
    BACKEND_WEBHOOK_SECRETS: secret,
  });
  onTestFinished(() => server.stop("SIGKILL"));
  const [, url = "", token = ""] = await server.says(/Tandem is at (http:\/\/\S+?)(?: .*token=(\S+))?\n/u);
  return { server, url, token };
}

/** Sends a webhook up to the middle of its body; `rest` sends what is missing and answers what came back. */
function halfOf(url: string, event: ReturnType<typeof signedWebhook>): { rest(): Promise<string> } {
  const { port, host } = new URL(url);
  const socket: Socket = connect(Number(port), "127.0.0.1");
  const body = String(event.body);
  const headers = {
    host,
    "content-length": String(body.length),
    ...(event.headers as Record<string, string>),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.setEncoding("utf8");
  socket.write(`POST /api/webhooks/backend-sync HTTP/1.1\r\n${lines.join("")}\r\n${body.slice(0, 20)}`);
  return {
    async rest() {
      socket.write(body.slice(20));
      const [answer] = (await once(socket, "data")) as [string];
      socket.destroy();
      return answer;
    },
  };
}

const isUp = async (url: string) =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

const newestDelivery = async ({ trpc }: Visitor) => (await trpc.webhooks.list.query({ limit: 1 })).rows[0];

test("told to stop in the middle of a registration and of a webhook, the server answers both, and the next one has both", async () => {
  const dataDir = await temporaryFolder();
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const backend = await silentBackend();
  const { server, url, token } = await start(dataDir, backend.url);
  const admin = createVisitor(url);
  await admin.trpc.session.setUp.mutate({ token, ...ada });

  const event = signedWebhook(secret, {
    type: "contact.updated",
    at: Date.now(),
    data: { contactId: "c_1" },
  });
  const webhook = halfOf(url, event);
  const person = newPerson();
  const registering = createVisitor(url).trpc.portal.register.mutate(person);
  await backend.asked;
  const stopping = server.stop("SIGTERM");
  await expect.poll(() => isUp(url)).toBe(false);
  expect(await webhook.rest()).toMatch(/^HTTP\/1\.1 200 /u);
  const registered = await registering;
  expect(registered.status).toBe("backend_sync_pending");
  backend.hangUp();
  await stopping;

  const again = await start(dataDir, backend.url);
  const { email, password } = person;
  const member = createVisitor(again.url).trpc.portal.signIn.mutate({ email, password });
  expect(await member).toMatchObject({ userId: registered.userId });
  const back = createVisitor(again.url);
  await back.trpc.session.signIn.mutate({ email: ada.email, password: ada.password });
  expect(await newestDelivery(back)).toMatchObject({ type: "contact.updated" });
  await again.server.stop("SIGTERM");
});
