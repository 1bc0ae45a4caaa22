/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import type { BackendBooking } from "../../../shared/backend-api";
import type { Contact } from "../store/contacts";
import type { FrontendUser } from "../store/frontend-users";
import { BookingTable } from "./bookings-page";
import { CONTACTS_PATH } from "./contacts-page";
import { type Faults, Field, Refused } from "./fields";
import { type Frame, render } from "./page";
import { Facts, When } from "./parts";
import { MAILS_PATH } from "./mails-page";
import { withQuery } from "./paths";
import { USERS_PATH } from "./users-page";

/** A frontend user with what belongs to it, and what was typed when that was not taken. */
export interface UserView {
  user: FrontendUser;
  contact: Contact | undefined;
  bookings: readonly BackendBooking[];
  typed?: string;
  faults?: Faults;
}

/** One frontend user: to edit, suspend, reactivate and delete. */
export function renderUser(frame: Frame, view: UserView): string {
  const { user, bookings, faults = {} } = view;
  const path = `${USERS_PATH}/${encodeURIComponent(user.id)}`;
  return render(
    frame,
    <>
      <Refused faults={faults} />
      <Known {...view} />
      <h2>Change</h2>
      <form className="search" method="post" action={path}>
        <Field wide label="E-mail" name="email" value={view.typed ?? user.email} faults={faults} required />
        <button className="main">Save</button>
      </form>
      {user.status === "active" && <StatusForm path={path} act="suspend" label="Suspend" />}
      {user.status !== "active" && <StatusForm path={path} act="reactivate" label="Reactivate" />}
      {user.status !== "deleted" && <StatusForm path={path} act="delete" label="Delete" />}
      <p>
        <a href={withQuery(MAILS_PATH, { recipient: user.email })}>Mails to this address</a>
      </p>
      <h2>Bookings</h2>
      <BookingTable bookings={bookings} none="Nothing is booked." />
    </>,
  );
}

type Act = "suspend" | "reactivate" | "delete";

const CONSEQUENCES: Record<Act, string> = {
  suspend: "Everybody is told: sessions end at once, and nothing more is mailed.",
  reactivate: "Everybody is told that the account is in use again.",
  delete: "Everybody is told that the account is gone. Its record stays, marked as deleted.",
};

function StatusForm({ path, act, label }: { path: string; act: Act; label: string }) {
  return (
    <details>
      <summary>{label} this user</summary>
      <form method="post" action={`${path}/${act}`}>
        <p>{CONSEQUENCES[act]}</p>
        <label htmlFor={`reason-${act}`}>Reason</label>
        <input id={`reason-${act}`} name="reason" maxLength={200} autoComplete="off" />
        <p>
          <button className={act === "reactivate" ? undefined : "bad"}>{label}</button>
        </p>
      </form>
    </details>
  );
}

function Known({ user, contact }: UserView) {
  const link = contact && (
    <a href={`${CONTACTS_PATH}/${encodeURIComponent(contact.id)}`}>{contact.name || contact.id}</a>
  );
  return (
    <Facts
      facts={[
        ["Status", user.status],
        ["Contact", link ?? user.crmContactId],
        ["ID", user.id],
        ["Account elsewhere", user.convexUserId],
        ["Signs in by", user.authProvider],
        ["Came from", user.registrationSource],
        [
          "Welcome mail",
          user.welcomedAt === null ? "not sent" : <When key="welcomed" at={user.welcomedAt} />,
        ],
        ["Created", <When key="created" at={user.createdAt} />],
        ["Changed", <When key="changed" at={user.updatedAt} />],
      ]}
    />
  );
}
