import type { ReactNode } from "react";
import { SubmitRow } from "../form/submit-row";
import { useForm } from "../form/use-form";
import { ContactFields, PasswordFields, PersonFields, TermsField, WorkFields } from "./field-groups";
import { checkRegistration, emptyRegistration, type Typed } from "./registration-check";
import { useRegistration } from "./use-registration";

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
