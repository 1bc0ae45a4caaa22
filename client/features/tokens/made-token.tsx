import { Button } from "../../ui/button";
import { CodeBlock } from "../../ui/code-block";
import { DialogActions } from "../../ui/dialog";
import { t } from "./words";

/** The token, this once, and how it is used. */
export function MadeToken({ secret, onDone }: { secret: string; onDone: () => void }) {
  const example = `export TANDEM_URL=${window.location.origin}\nexport TANDEM_TOKEN_FILE=~/.tandem-token\nnpm run tandem -- whoami`;
  return (
    <>
      <CodeBlock label={t("token")} text={secret} wrap />
      <p className="text-fg-2">{t("keepWhere")}</p>
      <CodeBlock label={t("example")} text={example} />
      <DialogActions>
        <Button variant="primary" onClick={onDone}>
          {t("done")}
        </Button>
      </DialogActions>
    </>
  );
}
