import type { ApiProblem } from "../../lib/api-error";
import { Button } from "../../ui/button";
import { Door } from "./door";
import { ProofForm } from "./proof-form";
import { t } from "./words";

type Props = {
  busy: boolean;
  problem: ApiProblem | null;
  onCode: (code: string) => void;
  onBack: () => void;
};

/** The second step of signing in: a code of the app, or one of the recovery codes. */
export function CodeStep({ busy, problem, onCode, onBack }: Props) {
  return (
    <Door title={t("codeTitle")} intro={t("codeIntro")}>
      <ProofForm autoFocus by="code" hint={t("codeHint")} problem={problem} onProof={onCode}>
        <Button type="submit" variant="primary" busy={busy}>
          {t("signIn")}
        </Button>
        <Button variant="ghost" onClick={onBack}>
          {t("back")}
        </Button>
      </ProofForm>
    </Door>
  );
}
