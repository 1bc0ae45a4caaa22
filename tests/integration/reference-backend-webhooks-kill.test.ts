import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { API_KEY, temporaryFolder } from "./reference-backend-harness";
import { spawnBackend } from "./reference-backend-spawn";
import { accepts, secretOf, startEndpoint } from "./reference-backend-webhooks-harness";

const secret = secretOf("killed");
const people = ["obj_1", "obj_2", "obj_3"];

/** A backend that sends to `webhookUrl`, and its address. */
async function startSending(dataDir: string, webhookUrl: string) {
  const { child, url } = await spawnBackend(dataDir, {
    BACKEND_CHAOS: "1",
    BACKEND_WEBHOOK_URL: webhookUrl,
    BACKEND_WEBHOOK_SECRETS: secret,
  });
  return { child, url: new URL(url).origin };
}

/** Lets five events happen to each person, one after another, until the backend is gone; answers those it accepted. */
async function letEventsHappen(url: string): Promise<string[]> {
  const accepted: string[] = [];
  for (let n = 0; n < 5; n++) {
    for (const person of people) {
      const id = `evt_${person}_${n}`;
      const answer = await fetch(`${url}/control/webhooks/send`, {
        method: "POST",
        headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
        body: JSON.stringify({ id, type: "contact.updated", data: { contactId: person } }),
      }).catch(() => null);
      if (answer?.ok) accepted.push(id);
    }
  }
  return accepted;
}

type Kill = (child: ChildProcess, response: ServerResponse) => void;

const kills: Array<[string, Kill]> = [
  ["before the answer", (child) => void child.kill("SIGKILL")],
  [
    "when the answer has left, noted or not",
    (child, response) => void response.writeHead(200).end(() => child.kill("SIGKILL")),
  ],
];

describe("a backend that is killed while it sends webhooks", () => {
  it.each(kills.flatMap(([when, kill]) => [1, 4, 9].map((nth) => [when, nth, kill] as const)))(
    "%s (webhook %i) sends what is not noted again: same ID and bytes, each person's events in order",
    async (when, nth, kill) => {
      const folder = temporaryFolder();
      const endpoint = await startEndpoint();
      const { child, url } = await startSending(folder, endpoint.url);
      endpoint.answer = (response) => {
        if (endpoint.received.length < nth) response.writeHead(200).end();
        else if (endpoint.received.length === nth) kill(child, response);
      };
      const killed = once(child, "exit");
      const accepted = await letEventsHappen(url);
      await killed;
      endpoint.answer = (response) => void response.writeHead(200).end();

      await startSending(folder, endpoint.url);
      const ids = () => endpoint.received.map(({ json }) => json.id ?? "");
      const unanswered = when === "before the answer" ? ids()[nth - 1] : undefined;
      await endpoint.until(() => accepted.every((id) => ids().includes(id)));
      // Taken once already, but never answered: it has to come a second time.
      if (unanswered) await endpoint.until(() => ids().filter((id) => id === unanswered).length === 2);
      const bodies = new Map(endpoint.received.map(({ json, body }) => [json.id, body]));
      for (const hook of endpoint.received) {
        expect(hook.body).toBe(bodies.get(hook.json.id));
        expect(accepts(secret, hook, Date.now())).toBe(true);
      }
      for (const person of people) {
        const firsts = [...new Set(ids())].filter((id) => id.startsWith(`evt_${person}_`));
        expect(firsts).toEqual(firsts.toSorted());
      }
    },
  );
});
