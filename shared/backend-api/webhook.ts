import { z } from "zod";
import { say } from "../sentence";
import { webhookFaults } from "../webhook-faults";
import { isJsonObject, type JsonObject } from "./values";

/**
 * What a verified webhook says, in either body form of contracts/backend-api.md. Read at the door, and once more when a
 * delivery is replayed: by then the code may know better. What cannot be right is named, not thrown away.
 */
export type EventFailure = { field: string; message: string };
export type EventData = { [Field in keyof typeof fields]?: string };
/** `eventAt` and `eventId` are absent in the short form, which takes them from the signed headers. */
export type ReadWebhook = {
  eventId?: string;
  type: string;
  eventAt?: number;
  data: EventData;
  failure?: EventFailure;
};

const LONGEST_TYPE = 100;
const LONGEST_ID = 300;

/** Some versions send legacy IDs and phone numbers as numbers. */
const wireText = z.union([z.string(), z.number().transform(String)], { error: "This must be a text." });
/** JSON can spell half a character (`"\\ud800"`), which no store can keep. */
const isWhole = (value: string) => !/\p{Surrogate}/u.test(value);
const text = (max: number) =>
  wireText.pipe(
    z.string().max(max, say(webhookFaults.tooLong, { max })).refine(isWhole, webhookFaults.halfCharacter),
  );
const id = text(LONGEST_ID);
/** Lenient: which addresses exist is the backend's to know. An empty one says that there is none. */
const email = text(254).refine(
  (value) => value.trim() === "" || z.regexes.unicodeEmail.test(value.trim()),
  webhookFaults.email,
);

const fields = {
  frontendUserId: id,
  contactId: id,
  convexUserId: id,
  email,
  firstName: text(200),
  lastName: text(200),
  phone: text(50),
  status: text(50),
  reason: text(2_000),
};
const ids: ReadonlySet<string> = new Set(["frontendUserId", "contactId", "convexUserId"]);

/** Unix milliseconds, or ISO 8601; without an offset it is UTC, wherever this runs. */
const moment = z.union([
  z.int().nonnegative(),
  z.iso
    .datetime({ offset: true, local: true })
    .transform((iso) => Date.parse(/Z$|[+-]\d\d:\d\d$/u.test(iso) ? iso : `${iso}Z`)),
]);

/** The event in a body, or `null` when the body is none. */
export function readWebhook(payload: string): ReadWebhook | null {
  const body = parseJson(payload);
  if (!isJsonObject(body)) return null;
  const type = body.type ?? body.event;
  if (!isName(type, LONGEST_TYPE)) return null;
  if (body.id !== undefined && !isName(body.id, LONGEST_ID)) return null;
  const eventAt = moment.safeParse(body.timestamp);
  const { data, failure } = readData(type, body.data);
  const wrongTime = body.timestamp !== undefined && !eventAt.success;
  const found = wrongTime ? { field: "timestamp", message: webhookFaults.time } : failure;
  return {
    ...(body.id === undefined ? {} : { eventId: body.id }),
    ...{ type, data },
    ...(eventAt.success ? { eventAt: eventAt.data } : {}),
    ...(found ? { failure: found } : {}),
  };
}

const isName = (value: unknown, longest: number): value is string =>
  typeof value === "string" && value !== "" && value.length <= longest && isWhole(value);

/** The fields that Tandem acts on, and the first that cannot be right. `null` says nothing, and so does an empty ID. */
function readData(type: string, raw: unknown): Pick<ReadWebhook, "data" | "failure"> {
  if (!isJsonObject(raw)) return { data: {}, failure: { field: "data", message: webhookFaults.object } };
  const data: EventData = {};
  let failure: EventFailure | undefined;
  for (const [field, schema] of Object.entries(fields) as Array<[keyof EventData, z.ZodType<string>]>) {
    const value = valueOf(raw, field);
    if (value === undefined || value === null || (ids.has(field) && value === "")) continue;
    const read = schema.safeParse(value);
    if (read.success) data[field] = read.data;
    else failure ??= { field, message: read.error.issues[0]?.message ?? webhookFaults.wrong };
  }
  failure ??= whoIsMissing(type, data);
  return failure ? { data, failure } : { data };
}

const valueOf = (raw: JsonObject, field: string): unknown =>
  field === "contactId" ? (raw.contactId ?? raw.crmContactId) : raw[field];

/** An event that names nobody cannot be matched with anybody, now or later. */
function whoIsMissing(type: string, data: EventData): EventFailure | undefined {
  if (type.startsWith("contact."))
    return data.contactId ? undefined : { field: "contactId", message: webhookFaults.whichContact };
  const named = data.frontendUserId ?? data.convexUserId ?? data.contactId;
  return named ? undefined : { field: "frontendUserId", message: webhookFaults.whichUser };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
