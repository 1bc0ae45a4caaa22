import { Button } from "../../ui/button";
import { CodeBlock } from "../../ui/code-block";
import { DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { t } from "./words";

/** The recovery codes, this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <>
      <p className="text-fg-2">{t("codesWhy")}</p>
      <CodeBlock label={t("recoveryCodes")} text={codes.join("\n")} />
      <Notice tone="warn">{t("codesOnce")}</Notice>
      <DialogActions>
        <Button variant="primary" onClick={onDone}>
          {t("codesKept")}
        </Button>
      </DialogActions>
    </>
  );
}
