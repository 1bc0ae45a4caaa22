import { Download } from "lucide-react";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { fieldTitle } from "../../../lib/field-title";
import { formatBytes, formatDay } from "../../../lib/format";
import { saveFile } from "../../../lib/save-file";
import { Button } from "../../../ui/button";
import { CodeBlock } from "../../../ui/code-block";
import { CopyId } from "../../../ui/copy-id";
import { Notice } from "../../../ui/notice";
import { Part } from "../../../ui/part";
import { useMayNotReadContent } from "../replay/may-not";
import { t } from "./words";

/** What was sent, as far as it is kept: to read, to copy, to take along. */
export function Payload({ webhook }: { webhook: WebhookDetail }) {
  const mayNot = useMayNotReadContent();
  const { payload, payloadTruncated, contentRemovedAt, redacted, bytes, delivery, eventId, attemptId } =
    webhook;
  if (contentRemovedAt !== null) return <Removed at={contentRemovedAt} sha256={delivery?.sha256 ?? null} />;
  if (payload === "") {
    return (
      <Part title={t("payload")}>
        <p className="text-fg-2">{t("noneKept")}</p>
      </Part>
    );
  }
  const save = () =>
    saveFile(new Blob([payload], { type: "application/json" }), `${eventId ?? attemptId}.json`);
  return (
    <Part
      title={t("payload")}
      after={
        <Button
          size="sm"
          icon={<Download aria-hidden className="size-3.5" />}
          disabledReason={mayNot}
          onClick={save}
        >
          {t("download")}
        </Button>
      }
    >
      <CodeBlock label={t("payload")} text={pretty(payload)} />
      {payloadTruncated ? (
        <p className="text-sm text-fg-3">{t("cutShort", { bytes: formatBytes(bytes) })}</p>
      ) : null}
      <Redacted fields={redacted} />
    </Part>
  );
}

function Removed({ at, sha256 }: { at: number; sha256: string | null }) {
  return (
    <Part title={t("payload")}>
      <Notice tone="off">
        <p>{t("removedOn", { day: formatDay(at) })}</p>
        {sha256 ? (
          <p className="flex min-w-0 flex-wrap items-center text-fg-2">
            {t("proveByHash")}
            <CopyId id={sha256} label="SHA-256" full />
          </p>
        ) : null}
      </Notice>
    </Part>
  );
}

function Redacted({ fields }: { fields: readonly string[] }) {
  if (fields.length === 0) return null;
  return <p className="text-sm text-fg-3">{t("redacted", { fields: fields.map(fieldTitle).join(", ") })}</p>;
}

/** JSON with room to breathe; what is not JSON stays as it came. */
export function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
