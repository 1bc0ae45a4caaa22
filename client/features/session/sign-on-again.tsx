import { useMutation, useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { useConfirmed } from "./sign-on-channel";
import { t } from "./words";

/** A step-up at the identity provider, in a window of its own: what was begun here stays as it is. */
export function SignOnAgain({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const methods = useQuery(trpc.session.methods.queryOptions(undefined, { staleTime: Infinity }));
  const begin = useMutation(trpc.session.beginSignOnAgain.mutationOptions());
  useConfirmed(onDone);
  const provider = methods.data?.provider;
  if (!provider) return null;
  const go = () => {
    // Browsers let only a press open a window, so it is there before the address is.
    const opened = window.open("", "_blank", "popup,width=520,height=720");
    begin.mutate(undefined, {
      onSuccess: ({ url }) => (opened ?? window).location.assign(url),
      onError: () => opened?.close(),
    });
  };
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4">
      <Button busy={begin.isPending} icon={<ExternalLink aria-hidden className="size-3.5" />} onClick={go}>
        {t("confirmAt", { label: provider.label })}
      </Button>
      {begin.error ? (
        <Notice tone="bad" live>
          {describeError(begin.error).message}
        </Notice>
      ) : null}
    </div>
  );
}
