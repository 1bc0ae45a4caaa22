import { useTRPC } from "../../lib/trpc";
import { useQuery } from "@tanstack/react-query";
import { ScreenHeader } from "../../ui/screen-header";
import { useMe } from "../users/use-permission";
import { roleWords } from "../users/words";
import { OwnSessions } from "./own-sessions";
import { NoPassword } from "./no-password";
import { PasswordForm } from "./password-form";
import { SecondFactor } from "./second-factor";
import { t } from "./words";

/** What an operator can see and change of their own: password, second factor, sessions. */
export function AccountPage() {
  const trpc = useTRPC();
  const me = useMe();
  const account = useQuery(trpc.account.get.queryOptions());
  return (
    <>
      <ScreenHeader title={t("account")} note={me ? `${me.name} · ${roleWords(me.role)}` : null} />
      <div className="scroll-y min-h-0 flex-1">
        <div className="mx-auto flex max-w-3xl flex-col gap-7 px-4 py-4 sm:px-5">
          <SecondFactor account={account} />
          {account.data?.password === false ? <NoPassword /> : <PasswordForm />}
          <OwnSessions />
        </div>
      </div>
    </>
  );
}
