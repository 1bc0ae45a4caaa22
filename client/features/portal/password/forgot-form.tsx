import { ForgottenPasswordInput } from "../../../../shared/portal-api";
import { EmailField } from "../form/email-field";
import { firstIssues } from "../form/issues";
import { PortalForm } from "../form/portal-form";
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
    <PortalForm name={t("forgotten")} form={form} label={t("sendLink")} busyLabel={t("sendingLink")}>
      <EmailField label={t("email")} state={form.field("email")} autoComplete="username" />
    </PortalForm>
  );
}
