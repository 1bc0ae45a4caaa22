import { ForgottenPasswordInput } from "../../../../shared/portal-api";
import { firstIssues } from "../form/issues";
import { SubmitRow } from "../form/submit-row";
import { TextField } from "../form/text-field";
import { useForm } from "../form/use-form";
import { linkFailure, useLinkByMail } from "./use-link-by-mail";
import { t } from "./words";

type Values = { email: string };

const Typed = ForgottenPasswordInput.pick({ email: true });
const check = (values: Values) => firstIssues<Values>(Typed.safeParse(values));

export function ForgotForm({ email, onSent }: { email: string; onSent: (email: string) => void }) {
  const { mutateAsync } = useLinkByMail();
  const send = async (values: Values) => {
    try {
      await mutateAsync(values.email);
      onSent(values.email.trim());
      return null;
    } catch (error) {
      return { field: null, message: linkFailure(error) };
    }
  };
  const form = useForm<Values>({ initial: { email }, check, send });
  return (
    <form
      noValidate
      aria-label={t("forgotten")}
      onSubmit={(event) => void form.onSubmit(event)}
      className="flex flex-col gap-5"
    >
      <TextField
        label={t("email")}
        state={form.field("email")}
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <SubmitRow
        label={t("sendLink")}
        busyLabel={t("sendingLink")}
        meanwhile=""
        busy={form.busy}
        failure={form.failure}
        errorCount={form.errorCount}
      />
    </form>
  );
}
