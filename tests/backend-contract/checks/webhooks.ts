import { type Check, type Topic, demand, need } from "../check";
import { isJson, time } from "../forms/read";
import type { WebhookListener } from "../listener";
import type { Probe } from "../probe";
import { type Arrival, signedBy } from "../signature";
import { madeContact } from "./contacts-write";

const NO_EAR = "give --webhook-secret, --listen and --public-url";
const NONE_CAME = "no webhook came";
const TOLERANCE_S = 300;
const CONTACT_EVENTS = ["contact.created", "contact.updated", "contact.deleted"] as const;
const USER_EVENTS = ["user.updated", "user.deleted", "user.suspended", "user.reactivated"] as const;

/** What the backend sends of the contact that was made, changed and archived. Comes after those checks. */
export const webhooks: Topic = {
  name: "Webhooks",
  checks: [
    ...CONTACT_EVENTS.map(toldCheck),
    ...USER_EVENTS.map(untoldCheck),
    {
      title: "The body is { event, data }, or { id, type, timestamp, organizationId, data }",
      async run(probe) {
        const { arrivals } = listening(probe);
        need(arrivals[0], NONE_CAME);
        const wrong = arrivals.filter(({ body }) => formOf(body) === null).length;
        demand(wrong === 0, "one of the two forms", `${wrong} of ${arrivals.length} in another`);
        return [...new Set(arrivals.map(({ body }) => formOf(body)))].join(", ");
      },
    },
    {
      title: "It is signed by one of the three schemes, with the secret that was given",
      async run(probe) {
        const { arrivals, secret } = listening(probe);
        need(arrivals[0], NONE_CAME);
        const schemes = arrivals.map((arrival) => signedBy(arrival, secret)?.scheme);
        const unsigned = schemes.filter((scheme) => scheme === undefined).length;
        demand(unsigned === 0, "a signature that is right", `${unsigned} of ${schemes.length} without`);
        return [...new Set(schemes)].join(", ");
      },
    },
    {
      title: "The signature's time is right to 300 seconds",
      async run(probe) {
        const { arrivals, secret } = listening(probe);
        const times = arrivals.map((arrival) => signedBy(arrival, secret)?.offByS ?? null);
        const off = Math.max(...need(onlyNumbers(times), "no webhook came whose scheme signs a time"));
        demand(off <= TOLERANCE_S, "at most 300 s", `${off} s`);
      },
    },
  ],
};

function toldCheck(type: (typeof CONTACT_EVENTS)[number]): Check {
  return {
    title: `${type} is sent, with the contact's ID`,
    writes: true,
    async run(probe) {
      const listener = listening(probe);
      const { id } = await madeContact(probe);
      const arrival = await listener.first(({ body }) => isAbout(body, type, id));
      demand(arrival !== null, `${type} within ${listener.waitMs / 1000} s`, "none about that contact");
    },
  };
}

/** The contract has no call that does this to a frontend user: it can only be seen by chance. */
function untoldCheck(type: (typeof USER_EVENTS)[number]): Check {
  return {
    title: `${type} names the user`,
    async run(probe) {
      const told = listening(probe)
        .arrivals.map(({ body }) => parsed(body))
        .filter((body) => typeOf(body) === type);
      need(told[0], "none came: suspend, change or delete a user in the backend while this runs to see it");
      const named = told.every(({ data }) => isJson(data) && typeof data.frontendUserId === "string");
      demand(named, "data.frontendUserId", "none");
    },
  };
}

const listening = (probe: Probe): WebhookListener => need(probe.webhooks, NO_EAR);

function isAbout(body: string, type: string, contactId: string): boolean {
  const event = parsed(body);
  const data = isJson(event.data) ? event.data : {};
  return typeOf(event) === type && (data.contactId ?? data.crmContactId) === contactId;
}

function formOf(body: Arrival["body"]): "short form" | "full form" | null {
  const { id, type, event, timestamp, organizationId, data } = parsed(body);
  if (!isJson(data)) return null;
  if (typeof event === "string") return "short form";
  const isFull = [id, type, organizationId].every((field) => typeof field === "string");
  return isFull && time.safeParse(timestamp).success ? "full form" : null;
}

const typeOf = ({ type, event }: Record<string, unknown>): unknown => type ?? event;
const onlyNumbers = (values: (number | null)[]): number[] | null => {
  const numbers = values.filter((value) => value !== null);
  return numbers.length > 0 ? numbers : null;
};

function parsed(body: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(body);
    return isJson(json) ? json : {};
  } catch {
    return {};
  }
}
