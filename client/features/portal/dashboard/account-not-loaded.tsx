import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { withReference } from "../reference";
import { t } from "./words";

type Props = { error: unknown; busy: boolean; onRetry: () => void };

/**
 * In place of what needs to know who the member is, while the server does not say. It asks nothing itself: whoever begins
 * to ask anew takes the error away, and this with it.
 */
export function AccountNotLoaded({ error, busy, onRetry }: Props) {
  return (
    <div role="alert" className="flex flex-col gap-5">
      <Notice tone="bad">{withReference(t("notLoaded"), error)}</Notice>
      <Button size="lg" busy={busy} onClick={onRetry}>
        {t("tryAgain")}
      </Button>
    </div>
  );
}
