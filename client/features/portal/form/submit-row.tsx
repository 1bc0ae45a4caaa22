import type { ReactNode } from "react";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { t } from "./words";

type Props = {
  label: string;
  busyLabel: string;
  busy: boolean;
  /** What happens meanwhile, in words; read aloud. */
  meanwhile: string;
  failure: ReactNode;
  errorCount: number;
  /** It takes something away. */
  danger?: boolean;
};

/** The end of a form: what went wrong, the one button, and what it is doing. */
export function SubmitRow({ label, busyLabel, busy, meanwhile, failure, errorCount, danger = false }: Props) {
  return (
    <div className="flex flex-col gap-3">
      {failure ? (
        <div role="alert">
          <Notice tone="bad">{failure}</Notice>
        </div>
      ) : null}
      <Button
        type="submit"
        variant={danger ? "danger" : "primary"}
        size="lg"
        className="w-full aria-busy:opacity-85!"
        busy={busy}
      >
        {busy ? busyLabel : label}
      </Button>
      <p role="status" className="min-h-6 text-center text-fg-2">
        {busy ? meanwhile : t("needAttention", { count: errorCount })}
      </p>
    </div>
  );
}
