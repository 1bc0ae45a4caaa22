import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { useConfirmed } from "./sign-on-channel";
import { t } from "./words";

type Props = { label: string; onDone: () => void };

/** A step-up at the identity provider, in a window of its own: what was begun here stays as it is. */
export function SignOnAgain({ label, onDone }: Props) {
  const trpc = useTRPC();
  const begin = useMutation(trpc.session.beginSignOnAgain.mutationOptions());
  const [blocked, setBlocked] = useState(false);
  useConfirmed(onDone);
  const go = () => {
    // Browsers let only a press open a window, so it is there before the address is.
    const opened = window.open("", "_blank", "popup,width=520,height=720");
    setBlocked(opened === null);
    if (!opened) return;
    begin.mutate(undefined, {
      onSuccess: ({ url }) => opened.location.assign(url),
      onError: () => opened.close(),
    });
  };
  const problem = blocked ? t("windowBlocked") : begin.error ? describeError(begin.error).message : null;
  return (
    <div className="flex flex-col gap-2">
      <Button busy={begin.isPending} icon={<ExternalLink aria-hidden className="size-3.5" />} onClick={go}>
        {t("confirmAt", { label })}
      </Button>
      {problem ? (
        <Notice tone="bad" live>
          {problem}
        </Notice>
      ) : null}
    </div>
  );
}
