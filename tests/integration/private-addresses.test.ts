import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHttpCrm } from "../../server/crm/http";
import { createGuardedFetch } from "../../server/reference-backend/guarded-fetch";
import { isPublicAddress } from "../../shared/public-address";
import { startBackend } from "./reference-backend-harness";

/** A URL that somebody may enter must not make the server knock at doors inside. */

/** Something inside that must not be reached; `knocks` counts who did. */
async function inside() {
  const seen = { knocks: 0 };
  const server = createServer((_request, response) => response.end("{}"));
  server.on("connection", () => seen.knocks++);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { seen, port: (server.address() as AddressInfo).port };
}

/** A name server that answers each question with the next of these addresses, the last one for ever. */
function names(...answers: string[][]) {
  let asked = 0;
  const lookup = (_name: string, _options: object, done: (error: null, found: object[]) => void) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return lookup as never;
}

const causeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => null,
    (error: Error) => (error.cause as { code?: string }).code,
  );

describe("an address", () => {
  test.each([
    ...["127.0.0.1", "127.255.0.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    ...["169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
    ...[
      "::",
      "::1",
      "::ffff:127.0.0.1",
      "::ffff:a00:1",
      "::127.0.0.1",
      "fe80::1",
      "fec0::1",
      "fd00::1",
      "ff02::1",
    ],
    ...["64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "not an address", ""],
  ])("%s is inside, or no address of anybody", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])(
    "%s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test("is judged alike however it is written into a URL", async () => {
    const { seen, port } = await inside();
    const guarded = createGuardedFetch();
    const ways = [
      "127.0.0.1",
      "127.1",
      "2130706433",
      "0x7f000001",
      "0177.0.0.1",
      "[::ffff:127.0.0.1]",
      "[::1]",
    ];
    for (const host of [...ways, "localhost", "127.0.0.1."]) {
      expect([host, await causeOf(guarded(`http://${host}:${port}/`))]).toEqual([host, "EPRIVATE"]);
    }
    expect(seen.knocks).toBe(0);
  });

  test("of any private network is refused, whatever else is in the answer about the name", async () => {
    const part = fc.integer({ min: 0, max: 255 });
    const private4 = fc
      .tuple(fc.constantFrom("10", "127", "169.254", "192.168", "172.20"), part, part, part)
      .map(([start, ...rest]) => [...start.split("."), ...rest].slice(0, 4).join("."));
    const answer = fc.array(
      fc.oneof(
        private4,
        private4.map((address) => `::ffff:${address}`),
      ),
      { maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(answer, async (found) => {
        const guarded = createGuardedFetch({ lookup: names(found) });
        expect(await causeOf(guarded("http://crm.example/"))).toBe("EPRIVATE");
      }),
    );
  });
});

describe("a name that means something else when it is asked for again", () => {
  test("is judged by the address that is connected to, each time", async () => {
    const { seen, port } = await inside();
    // This machine stands in for the internet, and 127.0.0.2 for what is inside.
    const isOpen = (address: string) => address === "127.0.0.1";
    const lookup = names(["10.0.0.7", "127.0.0.1"], ["127.0.0.2"]);
    const guarded = createGuardedFetch({ lookup, isOpen });
    const ask = () => guarded(`http://rebinds.example:${port}/`, { headers: { connection: "close" } });
    expect(await (await ask()).text()).toBe("{}");
    expect(await causeOf(ask())).toBe("EPRIVATE");
    expect(seen.knocks).toBe(1);
  });

  test("makes the backend unreachable, and the message names the setting", async () => {
    const fetch = createGuardedFetch({ lookup: names(["10.0.0.7"]) });
    const crm = createHttpCrm({ baseUrl: "http://crm.example/api/v1", apiKey: "k", fetch });
    await expect(crm.ping()).rejects.toMatchObject({
      code: "unreachable",
      message: "BACKEND_URL leads into a private network, and ALLOW_PRIVATE_BACKEND is not set.",
    });
  });
});

describe("a webhook endpoint that somebody enters through the backend's API", () => {
  const guarded = { allowPrivateEndpoints: false, chaos: true };

  test("cannot be an address inside", async () => {
    const { request } = await startBackend(guarded);
    for (const url of [
      "http://127.0.0.1:4000/hook",
      "http://localhost/hook",
      "http://169.254.169.254/latest",
    ]) {
      const errors = [
        { field: "url", message: expect.stringMatching(/^must not lead into a private network/u) },
      ];
      expect(await request("POST", "/webhooks/endpoints", { url })).toMatchObject({
        status: 400,
        body: { errors },
      });
    }
  });

  test("whose name leads inside gets nothing, and the log of its deliveries says why and not where", async () => {
    const { seen, port } = await inside();
    const { request, backend } = await startBackend(guarded);
    // Every resolver knows this one, and the API cannot tell by its letters.
    const url = `http://localhost.localdomain:${port}/hook`;
    const { body } = await request("POST", "/webhooks/endpoints", { url });
    const test = await request("POST", `/webhooks/endpoints/${body.id}/test`, {});
    expect(test.body.attempt.error).toMatch(/^(?:EPRIVATE|ENOTFOUND|EAI_AGAIN)$/u);
    await backend.settled();
    expect(seen.knocks).toBe(0);
  });

  test("of the configuration may be anywhere: whoever starts the backend has said so", async () => {
    const { seen, port } = await inside();
    const secret = `whsec_${Buffer.from("the secret of a configured one").toString("base64")}`;
    const webhook = { url: `http://127.0.0.1:${port}/hook`, secret };
    const { request, backend } = await startBackend({ ...guarded, webhook });
    await request("POST", "/control/webhooks/send", {
      type: "contact.updated",
      data: { contactId: "obj_1" },
    });
    await backend.settled();
    expect(seen.knocks).toBe(1);
  });
});
