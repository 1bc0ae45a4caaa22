import { useState } from "react";
import type { ImportProgress } from "../../../shared/imports-api";
import { formatBytes } from "../../lib/format";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Progress } from "../../ui/progress";
import { FilePicker } from "./file-picker";
import { isImporting, type Chosen, type Sent, type useImport } from "./use-import";
import { t } from "./words";

type Props = { progress: ImportProgress; start: ReturnType<typeof useImport>["start"]; sent: Sent | null };

const nothing: Chosen = { snapshot: null, contacts: null };

export function ImportForm({ progress, start, sent }: Props) {
  const [chosen, setChosen] = useState(nothing);
  const count = Number(chosen.snapshot !== null) + Number(chosen.contacts !== null);
  const begin = () => start.mutate(chosen, { onSuccess: () => setChosen(nothing) });
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-fg-2">{t("intro")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <FilePicker
          side="a"
          label={t("snapshot")}
          hint={t("snapshotHint")}
          accept=".zip"
          file={chosen.snapshot}
          onChoose={(snapshot) => setChosen({ ...chosen, snapshot })}
        />
        <FilePicker
          side="b"
          label={t("contacts")}
          hint={t("contactsHint")}
          accept=".jsonl,.ndjson,.csv"
          file={chosen.contacts}
          onChoose={(contacts) => setChosen({ ...chosen, contacts })}
        />
      </div>
      {sent ? (
        <div className="flex items-center gap-3">
          <Progress label={t("upload")} value={sent.done} max={sent.total} className="flex-1" />
          <span className="nums text-sm whitespace-nowrap text-fg-2">
            {t("sending", { done: formatBytes(sent.done), total: formatBytes(sent.total) })}
          </span>
        </div>
      ) : null}
      {start.error ? (
        <Notice tone="bad" live>
          {start.error.message} {t("tryAgain")}
        </Notice>
      ) : null}
      <div>
        <Button
          variant="primary"
          busy={start.isPending}
          disabledReason={isImporting(progress) ? t("underWay") : null}
          disabled={count === 0}
          onClick={begin}
        >
          {t("importFiles", { count })}
        </Button>
      </div>
    </div>
  );
}
