import { useState } from "react";
import type { ImportProgress } from "../../../shared/imports-api";
import { formatBytes, plural } from "../../lib/format";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Progress } from "../../ui/progress";
import { FilePicker } from "./file-picker";
import { isImporting, type Chosen, type Sent, type useImport } from "./use-import";

type Props = { progress: ImportProgress; start: ReturnType<typeof useImport>["start"]; sent: Sent | null };

const nothing: Chosen = { snapshot: null, contacts: null };

export function ImportForm({ progress, start, sent }: Props) {
  const [chosen, setChosen] = useState(nothing);
  const count = Number(chosen.snapshot !== null) + Number(chosen.contacts !== null);
  const begin = () => start.mutate(chosen, { onSuccess: () => setChosen(nothing) });
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-fg-2">
        Choose an export of each side. Importing the same files again changes nothing; what cannot be read is
        listed with its line and the rest goes on.
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        <FilePicker
          side="a"
          label="Convex snapshot"
          hint="the zip of npx convex export"
          accept=".zip"
          file={chosen.snapshot}
          onChoose={(snapshot) => setChosen({ ...chosen, snapshot })}
        />
        <FilePicker
          side="b"
          label="CRM contacts"
          hint="contacts.jsonl or contacts.csv"
          accept=".jsonl,.ndjson,.csv"
          file={chosen.contacts}
          onChoose={(contacts) => setChosen({ ...chosen, contacts })}
        />
      </div>
      {sent ? (
        <div className="flex items-center gap-3">
          <Progress label="Upload" value={sent.done} max={sent.total} className="flex-1" />
          <span className="nums text-sm whitespace-nowrap text-fg-2">
            Sending {formatBytes(sent.done)} of {formatBytes(sent.total)}
          </span>
        </div>
      ) : null}
      {start.error ? (
        <Notice tone="bad" live>
          {start.error.message} You can try again.
        </Notice>
      ) : null}
      <div>
        <Button
          variant="primary"
          busy={start.isPending}
          disabledReason={isImporting(progress) ? "An import is under way." : null}
          disabled={count === 0}
          onClick={begin}
        >
          {count === 0 ? "Import" : `Import ${plural(count, "file", "files")}`}
        </Button>
      </div>
    </div>
  );
}
