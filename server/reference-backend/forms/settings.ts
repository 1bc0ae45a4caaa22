import { z } from "zod";

/** In which of its forms the contract's answers are given. The first of each list is the documented one. */
const formsSchema = z.strictObject({
  /** As it is; or in `{ status: "success", data }`, with errors as `{ status: "error", message, code }`. */
  envelope: z.enum(["none", "status"]).default("none"),
  /** Where a workflow's results are: beside `success`, or in `data`. */
  results: z.enum(["top", "data"]).default("top"),
  /** What the contact's ID is called in a workflow's results and in a confirmed checkout's. */
  contactIdName: z.enum(["contactId", "crmContactId"]).default("contactId"),
  /** What a page of contacts calls its list. */
  contactList: z.enum(["contacts", "items"]).default("contacts"),
  /** One contact: as it is, or in `{ contact }`. */
  contact: z.enum(["bare", "wrapped"]).default("bare"),
  contactId: z.enum(["id", "_id"]).default("id"),
  contactName: z.enum(["name", "displayName"]).default("name"),
  /** A contact's fields: in `customProperties`, or at the top level. */
  contactFields: z.enum(["customProperties", "top"]).default("customProperties"),
  /** Unix milliseconds, or ISO 8601. */
  times: z.enum(["ms", "iso"]).default("ms"),
});
export type Forms = z.output<typeof formsSchema>;

const first = formsSchema.parse({});
const other: Forms = {
  ...{ envelope: "none", results: "data", contactIdName: "crmContactId", contactList: "items" },
  ...{ contact: "wrapped", contactId: "_id", contactName: "displayName", contactFields: "top", times: "iso" },
};

/** Whole sets of forms: the documented ones, those in the older envelope, all the others, and both together. */
const FORM_SETS = {
  first,
  wrapped: { ...first, envelope: "status" },
  other,
  wrapped_other: { ...other, envelope: "status" },
} as const satisfies Record<string, Forms>;

export const FORM_SET_NAMES = Object.keys(FORM_SETS) as (keyof typeof FORM_SETS)[];

/** A set by its name, or single forms; what is not given is the documented one. */
export const formsInput = z.union([
  z.enum(FORM_SET_NAMES).transform((name): Forms => FORM_SETS[name]),
  formsSchema,
]);
export type FormsInput = z.input<typeof formsInput>;

/** The forms that are on now. */
export class ResponseForms {
  private forms: Forms;

  constructor(input: FormsInput = "first") {
    this.forms = formsInput.parse(input);
  }

  get(): Forms {
    return this.forms;
  }

  /** Takes effect with the next answer. Throws a `ZodError` for forms there are not. */
  set(input: FormsInput): Forms {
    this.forms = formsInput.parse(input);
    return this.forms;
  }
}
