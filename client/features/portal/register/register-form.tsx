import { FieldGroup } from "../form/field-group";
import { PortalForm } from "../form/portal-form";
import { useForm } from "../form/use-form";
import { PersonFields, WorkFields } from "../form/profile-fields";
import { ContactFields, PasswordFields, TermsField } from "./field-groups";
import { checkRegistration, emptyRegistration, type Typed } from "./registration-check";
import { useRegistration } from "./use-registration";
import { t } from "./words";

type Props = {
  /** What is known of somebody who was invited, and the token they came by. */
  invited?: Pick<Typed, "email" | "firstName" | "lastName" | "invite">;
};

export function RegisterForm({ invited }: Props) {
  const send = useRegistration();
  const initial: Typed = { ...emptyRegistration, ...invited };
  const form = useForm({ initial, check: checkRegistration, send });
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
        <ContactFields field={form.field} />
      </FieldGroup>
      <FieldGroup name={t("work")}>
        <WorkFields field={form.field} />
      </FieldGroup>
      <FieldGroup name={t("passwordGroup")}>
        <PasswordFields field={form.field} />
      </FieldGroup>
      <FieldGroup name={t("termsGroup")}>
        <TermsField field={form.field} />
      </FieldGroup>
    </PortalForm>
  );
}
