import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { RegistrationByMail } from "../../../../shared/registration";
import { language } from "../../../lib/i18n/language";
import { useTRPCClient } from "../../../lib/trpc";
import type { Refusal } from "../form/use-form";
import { LinkSent } from "../password/link-sent";
import { RegisterForm, type Known } from "./register-form";
import { checkByMail, type Typed } from "./registration-check";
import { refusalOf } from "./registration-refusal";
import { t } from "./words";

/** Where nobody is told that an address is taken: who reads its mailbox goes on there. */
export function RegisterByMail({ known }: { known: Known | undefined }) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const [isSent, setIsSent] = useState(false);
  const client = useTRPCClient();
  const { mutateAsync } = useMutation({
    mutationFn: (form: RegistrationByMail) => client.portal.registerByMail.mutate(form),
  });
  const send = async (values: Typed): Promise<Refusal<Typed> | null> => {
    try {
      await mutateAsync({ ...RegistrationByMail.parse(values), language });
      setTyped(values);
      setIsSent(true);
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  };
  if (typed && isSent) {
    const email = typed.email.trim();
    return <LinkSent email={email} said={t("mailed", { email })} onOther={() => setIsSent(false)} />;
  }
  return <RegisterForm known={typed ?? known} check={checkByMail} send={send} byMail />;
}
