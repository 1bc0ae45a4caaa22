import { useMutation } from "@tanstack/react-query";
import { language } from "../../../lib/i18n/language";
import { useTRPCClient } from "../../../lib/trpc";
import { callFailure } from "../call-failure";
import { t } from "./words";

/** Asks for the mail with a link, in the language of the page. */
export function useLinkByMail() {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: (email: string) => client.portal.forgotPassword.mutate({ email, language }),
  });
}

/** Why no mail was asked for, in words. */
export const linkFailure = (error: unknown): string =>
  callFailure(error, { unanswered: t("unanswered"), unavailable: t("unavailable") }).message;
