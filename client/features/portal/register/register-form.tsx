import type { ReactNode } from "react";
import { SubmitRow } from "../form/submit-row";
import { useForm } from "../form/use-form";
import { ContactFields, PasswordFields, PersonFields, TermsField, WorkFields } from "./field-groups";
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
    <form
      noValidate
      aria-label={t("title")}
      onSubmit={(event) => void form.onSubmit(event)}
      className="flex flex-col gap-10"
    >
      <Group name={t("you")}>
        <PersonFields field={form.field} />
      </Group>
      <Group name={t("contact")}>
        <ContactFields field={form.field} />
      </Group>
      <Group name={t("work")}>
        <WorkFields field={form.field} />
      </Group>
      <Group name={t("passwordGroup")}>
        <PasswordFields field={form.field} />
      </Group>
      <Group name={t("termsGroup")}>
        <TermsField field={form.field} />
      </Group>
      <SubmitRow
        label={t("submit")}
        busyLabel={t("submitting")}
        meanwhile={t("takesSeconds")}
        busy={form.busy}
        failure={form.failure}
        errorCount={form.errorCount}
      />
    </form>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-4 text-xl font-semibold">{name}</legend>
      <div className="flex flex-col gap-5">{children}</div>
    </fieldset>
  );
}
