import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { signInBecause } from "../paths";

export function SignOut() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation(
    trpc.portal.signOut.mutationOptions({
      onSuccess: async () => {
        await navigate(signInBecause("signed_out"));
        queries.removeQueries(trpc.portal.pathFilter());
      },
    }),
  );
  return (
    <div className="flex flex-col items-start gap-3">
      {signOut.error ? (
        <div role="alert">
          <Notice tone="bad">You are still signed in: no answer came. You can try again.</Notice>
        </div>
      ) : null}
      <Button size="lg" busy={signOut.isPending} onClick={() => signOut.mutate()}>
        Sign out
      </Button>
    </div>
  );
}
