import type { ReactNode } from "react";
import { SubmitRow } from "../form/submit-row";
import { useForm } from "../form/use-form";
import { ContactFields, PasswordFields, PersonFields, TermsField, WorkFields } from "./field-groups";
import { checkRegistration, emptyRegistration } from "./registration-check";
import { useRegistration } from "./use-registration";

export function RegisterForm() {
  const send = useRegistration();
  const form = useForm({ initial: emptyRegistration, check: checkRegistration, send });
  return (
    <form
      noValidate
      aria-label="Register"
      onSubmit={(event) => void form.onSubmit(event)}
      className="flex flex-col gap-10"
    >
      <Group name="You">
        <PersonFields field={form.field} />
      </Group>
      <Group name="Contact">
        <ContactFields field={form.field} />
      </Group>
      <Group name="Work">
        <WorkFields field={form.field} />
      </Group>
      <Group name="Password">
        <PasswordFields field={form.field} />
      </Group>
      <Group name="Terms">
        <TermsField field={form.field} />
      </Group>
      <SubmitRow
        label="Create account"
        busyLabel="Creating your account…"
        meanwhile="This takes a few seconds."
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
