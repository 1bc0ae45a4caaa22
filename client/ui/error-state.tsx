import { RotateCw, TriangleAlert } from "lucide-react";
import { Button } from "./button";
import { t } from "./words";

type Props = {
  /** What failed: "The users could not be loaded." */
  title: string;
  message: string;
  /** What is safe: "Nothing was changed. You can try again." */
  safety?: string;
  requestId?: string | null;
  onRetry?: () => void;
  busy?: boolean;
};

export function ErrorState({ title, message, safety, requestId, onRetry, busy }: Props) {
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-16 text-center">
      <TriangleAlert aria-hidden className="mb-1 size-6 text-bad" />
      <h2 className="text-md font-semibold text-fg">{title}</h2>
      <p className="text-balance text-fg-2">
        {message} {safety}
      </p>
      {onRetry ? (
        <Button className="mt-3" icon={<RotateCw className="size-3.5" />} onClick={onRetry} busy={busy}>
          {t("retry")}
        </Button>
      ) : null}
      {requestId ? (
        <p className="mt-2 text-sm text-fg-3">
          {t.rich("request", { id: requestId, code: (text) => <code className="font-mono">{text}</code> })}
        </p>
      ) : null}
    </div>
  );
}
