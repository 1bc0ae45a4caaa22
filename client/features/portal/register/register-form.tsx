import { FieldGroup } from "../form/field-group";
import { PersonFields, WorkFields } from "../form/profile-fields";
import { PortalForm } from "../form/portal-form";
import { useForm, type Refusal } from "../form/use-form";
import type { Errors } from "../form/form-state";
import { ContactFields, PasswordFields, TermsField } from "./field-groups";
import { emptyRegistration, type Typed } from "./registration-check";
import { t } from "./words";

/** What is filled in before somebody types: of an invitation, or of the form that they have sent already. */
export type Known = Partial<Typed>;

type Props = {
  known: Known | undefined;
  check: (typed: Typed) => Errors<Typed>;
  send: (typed: Typed) => Promise<Refusal<Typed> | null>;
  /** The password is chosen by a link in a mail, and not here. */
  byMail?: boolean;
};

export function RegisterForm({ known, check, send, byMail = false }: Props) {
  const form = useForm({ initial: { ...emptyRegistration, ...known }, check, send });
  return (
    <PortalForm
      name={t("title")}
      form={form}
      label={t("submit")}
      busyLabel={t("submitting")}
      meanwhile={t("takesSeconds")}
      className="gap-10"
    >
      <FieldGroup name={t("you")}>
        <PersonFields field={form.field} />
      </FieldGroup>
      <FieldGroup name={t("contact")}>
        <ContactFields field={form.field} hint={byMail ? t("linkGoesHere") : null} />
      </FieldGroup>
      <FieldGroup name={t("work")}>
        <WorkFields field={form.field} />
      </FieldGroup>
      {byMail ? null : (
        <FieldGroup name={t("passwordGroup")}>
          <PasswordFields field={form.field} />
        </FieldGroup>
      )}
      <FieldGroup name={t("termsGroup")}>
        <TermsField field={form.field} />
      </FieldGroup>
    </PortalForm>
  );
}
