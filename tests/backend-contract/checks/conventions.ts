import { type Topic, demand, need } from "../check";
import { demandError } from "../forms/failure";
import { secondsOf } from "../wire";

/** What holds for every call. The first check is whether anybody is there. */
export const conventions: Topic = {
  name: "Conventions",
  checks: [
    {
      title: "The base URL ends in /api/v1 and the key is accepted there",
      async run(probe) {
        demand(/\/api\/v1\/?$/u.test(probe.wire.url), "an address that ends in /api/v1", "another");
        const answer = await probe.get("/crm/contacts", { limit: 1 });
        demand(answer.status === 200, "status 200", `status ${answer.status}`);
        demand(answer.json !== undefined, "JSON", "a body that is no JSON");
      },
    },
    {
      title: "A caller with another key is refused",
      async run(probe) {
        const path = "/crm/contacts";
        const answer = await probe.ask({ method: "GET", path, query: { limit: 1 }, apiKey: "no-key-at-all" });
        demand([401, 403].includes(answer.status), "status 401 or 403", `status ${answer.status}`);
        demand(answer.json !== undefined, "an error as JSON", "a body that is no JSON");
      },
    },
  ],
};

/** Last, since it looks at everything that was answered. */
export const limits: Topic = {
  name: "Rate limits",
  checks: [
    {
      title: "RATE_LIMIT_EXCEEDED 429 comes with Retry-After",
      async run(probe) {
        const answer = need(probe.wire.limited, "no call was limited, and none is hammered until it is");
        demandError(answer, 429, "RATE_LIMIT_EXCEEDED");
        demand(answer.retryAfter !== null, "a Retry-After header", "none");
        return `it asked for ${secondsOf(answer.retryAfter)} s`;
      },
    },
  ],
};
