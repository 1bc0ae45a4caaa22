import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { useForgetting } from "../forget-person";
import { signInBecause } from "../paths";
import { t } from "./words";

export function SignOut() {
  const trpc = useTRPC();
  const { forgetPerson } = useForgetting();
  const navigate = useNavigate();
  const signOut = useMutation(
    trpc.portal.signOut.mutationOptions({
      onSuccess: async () => {
        await navigate(signInBecause("signed_out"));
        forgetPerson();
      },
    }),
  );
  return (
    <div className="flex flex-col items-start gap-3">
      {signOut.error ? (
        <div role="alert">
          <Notice tone="bad">{t("stillSignedIn")}</Notice>
        </div>
      ) : null}
      <Button size="lg" busy={signOut.isPending} onClick={() => signOut.mutate()}>
        {t("signOut")}
      </Button>
    </div>
  );
}
