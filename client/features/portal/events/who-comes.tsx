import type { Member } from "../../../../shared/portal-api";
import { Link } from "../../../ui/link";
import { EmailField } from "../form/email-field";
import { t } from "../form/profile-words";
import { TextField } from "../form/text-field";
import type { FieldState } from "../form/use-form";
import { linkLook } from "../link-look";
import { portalPaths } from "../paths";
import type { Typed } from "./booking-check";
import { formWords } from "./words";

type GuestField = "firstName" | "lastName" | "email" | "phone" | "organization";
type Props = {
  member: Member | null;
  isSignedOut: boolean;
  field: (name: GuestField) => FieldState<Typed[GuestField]>;
};

/** Whom the place is for: the member, or a guest who says who they are. */
export function WhoComes({ member, isSignedOut, field }: Props) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-3 text-xl font-semibold">{formWords("you")}</legend>
      {member && !isSignedOut ? <AsMember member={member} /> : <AsGuest wasMember={!!member} field={field} />}
    </fieldset>
  );
}

function AsMember({ member: { firstName, lastName, email, sync } }: { member: Member }) {
  const name = `${firstName} ${lastName}`.trim();
  return (
    <div className="flex flex-col gap-2 text-fg-2">
      <p className="wrap-anywhere">
        {name ? formWords("asMember", { name, email }) : formWords("asMemberEmail", { email })}
      </p>
      {sync.pending ? <p>{formWords("waitsForAccount")}</p> : null}
    </div>
  );
}

function AsGuest({ wasMember, field }: Pick<Props, "field"> & { wasMember: boolean }) {
  return (
    <div className="flex flex-col gap-5">
      <p className="text-fg-2">
        {formWords.rich(wasMember ? "signedOut" : "asGuest", {
          link: (text) => (
            <Link to={portalPaths.signIn} className={linkLook}>
              {text}
            </Link>
          ),
        })}
      </p>
      <TextField
        label={t("firstName")}
        state={field("firstName")}
        autoComplete="given-name"
        autoCapitalize="words"
      />
      <TextField
        label={t("lastName")}
        state={field("lastName")}
        autoComplete="family-name"
        autoCapitalize="words"
      />
      <EmailField
        label={t("email")}
        state={field("email")}
        autoComplete="email"
        hint={formWords("ticketGoesThere")}
      />
      <TextField
        label={t("phone")}
        optional
        state={field("phone")}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
      />
      <TextField
        label={t("organization")}
        optional
        state={field("organization")}
        autoComplete="organization"
      />
    </div>
  );
}
