/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import { MAIL_STATUSES, type MailLine, type existingMail } from "../mail/log";
import { Field, Select } from "./fields";
import { type Frame, render } from "./page";
import { Address, ButtonForm, Facts, Pages, Table, When } from "./parts";
import { ADMIN_PATH, withQuery } from "./paths";

export const MAILS_PATH = `${ADMIN_PATH}/mails`;

/** A page of the delivery log. */
export interface MailList {
  status: string | undefined;
  recipient: string | undefined;
  mails: readonly MailLine[];
  nextCursor?: string;
}

/** The delivery log of mails, newest first. */
export function renderMails(frame: Frame, { status, recipient, mails, nextCursor }: MailList): string {
  const older = withQuery(MAILS_PATH, { status, recipient, cursor: nextCursor });
  return render(
    frame,
    <>
      <form className="search" role="search" action={MAILS_PATH}>
        <Field wide label="To this address" name="recipient" type="search" value={recipient} />
        <Select
          label="State"
          name="status"
          value={status}
          options={[["", "any"], ...MAIL_STATUSES.map((each) => [each, each] as const)]}
        />
        <button>Show</button>
      </form>
      <Table
        label="Mails"
        columns={["To", "Template", "State", "Attempts", "Last error", "Next attempt", "Ordered"]}
        rows={mails.map((mail) => ({ key: mail.id, cells: cellsOf(mail) }))}
        none="No mail fits."
      />
      <Pages after={nextCursor ? { href: older, name: "Older" } : undefined} />
    </>,
  );
}

/** One mail, with what it says. */
export function renderMail(frame: Frame, mail: ReturnType<typeof existingMail>): string {
  return render(
    frame,
    <>
      <Facts
        facts={[
          ["To", mail.recipient],
          ["Template", templateOf(mail)],
          ["State", stateOf(mail)],
          ["Attempts", mail.attempts],
          ["Last error", mail.lastError],
          ["Next attempt", mail.nextAttemptAt && <When key="next" at={mail.nextAttemptAt} />],
          ["Ordered", <When key="ordered" at={mail.createdAt} />],
          ["Settled", mail.settledAt && <When key="settled" at={mail.settledAt} />],
        ]}
      />
      {mail.status === "failed" && mail.recipient !== "" && (
        <p>
          <ButtonForm action={`${MAILS_PATH}/${mail.id}/retry`} label="Try again" />
        </p>
      )}
      <h2>What it says</h2>
      <pre>{mail.text || "This was forgotten after 30 days."}</pre>
    </>,
  );
}

function cellsOf(mail: MailLine) {
  return [
    <a key="to" href={`${MAILS_PATH}/${mail.id}`}>
      <Address text={mail.recipient || "forgotten"} />
    </a>,
    templateOf(mail),
    stateOf(mail),
    mail.attempts,
    mail.lastError,
    mail.nextAttemptAt && <When key="next" at={mail.nextAttemptAt} />,
    <When key="ordered" at={mail.createdAt} />,
  ];
}

const templateOf = ({ template, language }: MailLine) => [template, language].filter(Boolean).join(", ");

const stateOf = ({ status, inDoubt }: MailLine) => (inDoubt ? `${status}, perhaps twice` : status);
