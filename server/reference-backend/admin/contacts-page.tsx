/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import { CONTACT_STATUSES } from "../../../shared/backend-api";
import type { ContactListQuery } from "../store/contact-list";
import type { Contact } from "../store/contacts";
import { Field, Select } from "./fields";
import { offsetPages } from "./offset-pages";
import { type Frame, render } from "./page";
import { Address, Pages, Table, When } from "./parts";
import { ADMIN_PATH } from "./paths";

export const CONTACTS_PATH = `${ADMIN_PATH}/contacts`;

/** A page of the contacts that fit. */
export interface ContactList {
  query: ContactListQuery;
  contacts: readonly Contact[];
  total: number;
}

/** The contacts, to search and to go to. */
export function renderContacts(frame: Frame, { query, contacts, total }: ContactList): string {
  const { limit: _, offset: __, updatedSince: ___, ...wanted } = query;
  return render(
    frame,
    <>
      <form className="search" role="search" action={CONTACTS_PATH}>
        <Field wide label="Name, e-mail, phone or company" name="search" type="search" value={query.search} />
        <Select
          label="Status"
          name="status"
          value={query.status}
          options={[["", "any"], ...CONTACT_STATUSES.map((status) => [status, status] as const)]}
        />
        <button>Search</button>
      </form>
      <Table
        label="Contacts"
        columns={["Name", "E-mail", "Status", "Kind", "Changed"]}
        rows={contacts.map((contact) => ({ key: contact.id, cells: cellsOf(contact) }))}
        none="No contact fits."
      />
      <Pages {...offsetPages(CONTACTS_PATH, wanted, query, contacts.length, total)} />
    </>,
  );
}

function cellsOf({ id, name, status, subtype, updatedAt, customProperties }: Contact) {
  return [
    <a key="name" href={`${CONTACTS_PATH}/${encodeURIComponent(id)}`}>
      {name || id}
    </a>,
    <Address key="email" text={customProperties.email ?? ""} />,
    status,
    subtype,
    <When key="changed" at={updatedAt} />,
  ];
}
