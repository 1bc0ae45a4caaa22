import { useMutation, useQuery } from "@tanstack/react-query";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { t } from "./words";

/** Signing in at the identity provider; nothing where none is set up. `next`: the screen they wanted. */
export function SignOnButton({ next }: { next: string }) {
  const trpc = useTRPC();
  const methods = useQuery(trpc.session.methods.queryOptions(undefined, { staleTime: Infinity }));
  const begin = useMutation(
    trpc.session.beginSignOn.mutationOptions({ onSuccess: ({ url }) => window.location.assign(url) }),
  );
  const provider = methods.data?.provider;
  if (!provider) return null;
  return (
    <>
      <div aria-hidden className="flex items-center gap-3 text-sm text-fg-3">
        <span className="h-px flex-1 bg-line" />
        {t("or")}
        <span className="h-px flex-1 bg-line" />
      </div>
      <Button busy={begin.isPending || begin.isSuccess} onClick={() => begin.mutate({ next })}>
        {t("continueWith", { label: provider.label })}
      </Button>
      {begin.error ? (
        <Notice tone="bad" live>
          {describeError(begin.error).message}
        </Notice>
      ) : null}
    </>
  );
}
