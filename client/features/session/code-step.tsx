import { useState, type FormEvent } from "react";
import type { ApiProblem } from "../../lib/api-error";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { t } from "./words";

type Props = {
  busy: boolean;
  problem: ApiProblem | null;
  onCode: (code: string) => void;
  onBack: () => void;
};

/** The second step of signing in: a code of the app, or one of the recovery codes. */
export function CodeStep({ busy, problem, onCode, onBack }: Props) {
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code);
    setCode("");
  };
  const isBeside = problem?.field === "code";
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t("code")} hint={t("codeHint")} error={isBeside ? problem.message : null}>
        {(control) => (
          <Input
            {...control}
            name="code"
            autoComplete="one-time-code"
            required
            autoFocus
            className="nums tracking-widest"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      {problem && !isBeside ? (
        <Notice tone="bad" live>
          {problem.message}
        </Notice>
      ) : null}
      <Button type="submit" variant="primary" busy={busy}>
        {t("signIn")}
      </Button>
      <Button variant="ghost" onClick={onBack}>
        {t("back")}
      </Button>
    </form>
  );
}
