import { useHandFocusOn } from "../../lib/use-hand-focus-on";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { t } from "./words";

type Props = { text: string; busy: boolean; onRetry: () => void };

/**
 * Nothing to show, why, and the way to try again. It asks nothing itself: whoever begins to ask anew takes the error away,
 * and this with it.
 */
export function NotLoaded({ text, busy, onRetry }: Props) {
  return (
    <div ref={useHandFocusOn()} role="alert" className="flex flex-col items-start gap-5">
      <Notice tone="bad">{text}</Notice>
      <Button size="lg" busy={busy} onClick={onRetry}>
        {t("tryAgain")}
      </Button>
    </div>
  );
}
