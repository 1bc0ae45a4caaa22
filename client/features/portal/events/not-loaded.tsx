import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { t } from "./words";

type Props = { text: string; busy: boolean; onRetry: () => void };

/** Nothing to show, why, and the way to try again. */
export function NotLoaded({ text, busy, onRetry }: Props) {
  return (
    <div role="alert" className="flex flex-col gap-5">
      <Notice tone="bad">{text}</Notice>
      <Button size="lg" busy={busy} onClick={onRetry}>
        {t("tryAgain")}
      </Button>
    </div>
  );
}
