/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import { CONTACT_STATUSES, CONTACT_SUBTYPES } from "../../../shared/backend-api";
import type { Contact } from "../store/contacts";
import { CONTACTS_PATH } from "./contacts-page";
import { type Faults, Field, Refused, Select } from "./fields";
import { type Frame, render } from "./page";
import { Facts, When } from "./parts";
import { USERS_PATH } from "./users-page";

/** What the form of a contact changes, besides status and kind. */
export const CONTACT_FIELDS = [
  ["title", "Title"],
  ["firstName", "First name"],
  ["lastName", "Last name"],
  ["email", "E-mail"],
  ["phone", "Phone"],
  ["company", "Company"],
] as const;

/** A contact with what was typed into its form, when that was not taken. */
export interface ContactForm {
  contact: Contact;
  typed?: Record<string, string>;
  faults?: Faults;
}

/** One contact, to edit and to delete. */
export function renderContact(frame: Frame, { contact, typed, faults = {} }: ContactForm): string {
  const path = `${CONTACTS_PATH}/${encodeURIComponent(contact.id)}`;
  return render(
    frame,
    <>
      <Refused faults={faults} />
      <form method="post" action={path}>
        <Fields contact={contact} typed={typed ?? {}} faults={faults} />
        <button className="main">Save</button>
      </form>
      {contact.status !== "archived" && (
        <details>
          <summary>Delete this contact</summary>
          <form method="post" action={`${path}/delete`}>
            <p>It is archived: it stays here, and everybody is told that it is gone.</p>
            <button className="bad">Delete</button>
          </form>
        </details>
      )}
      <h2>What else is known</h2>
      <Known contact={contact} />
    </>,
  );
}

function Fields({ contact, typed, faults }: Required<ContactForm>) {
  const { customProperties: known } = contact;
  const text = (name: string) => (typeof known[name] === "string" ? known[name] : "");
  return (
    <div className="fields">
      {/* So that an edit made meanwhile is not undone without anybody seeing it. */}
      <input type="hidden" name="seen" defaultValue={contact.updatedAt} />
      {CONTACT_FIELDS.map(([name, label]) => (
        <Field key={name} {...{ name, label, faults }} value={typed[name] ?? text(name)} />
      ))}
      <Select
        label="Status"
        name="status"
        value={typed.status ?? contact.status}
        options={CONTACT_STATUSES.map((status) => [status, status] as const)}
      />
      <Select
        label="Kind"
        name="subtype"
        value={typed.subtype ?? contact.subtype}
        options={CONTACT_SUBTYPES.map((subtype) => [subtype, subtype] as const)}
      />
      <Select
        label="Language of mails"
        name="language"
        value={typed.language ?? text("language")}
        options={[
          ["", "not said"],
          ["de", "German"],
          ["en", "English"],
        ]}
      />
    </div>
  );
}

function Known({ contact: { id, customProperties, createdAt, updatedAt } }: { contact: Contact }) {
  const { frontendUserId, convexUserId, tags } = customProperties;
  const user = frontendUserId && (
    <a href={`${USERS_PATH}/${encodeURIComponent(frontendUserId)}`}>{frontendUserId}</a>
  );
  return (
    <Facts
      facts={[
        ["ID", id],
        ["Frontend user", user],
        ["Account elsewhere", convexUserId],
        ["Tags", tags?.join(", ")],
        ["Created", <When key="created" at={createdAt} />],
        ["Changed", <When key="changed" at={updatedAt} />],
      ]}
    />
  );
}
