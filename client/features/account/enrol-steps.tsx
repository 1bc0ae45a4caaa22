import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { CodeBlock } from "../../ui/code-block";
import { DialogActions } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { RecoveryCodes } from "./recovery-codes";
import { t } from "./words";

/** Setting up a second factor: what the app needs, its first code, and the recovery codes to keep. */
export function EnrolSteps({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const begin = useMutation(trpc.account.beginSecondFactor.mutationOptions());
  const confirm = useMutation(trpc.account.confirmSecondFactor.mutationOptions());
  if (confirm.data) return <RecoveryCodes codes={confirm.data.codes} onDone={onDone} />;
  if (begin.data) {
    return (
      <FirstCode
        {...begin.data}
        busy={confirm.isPending}
        problem={confirm.error ? describeError(confirm.error).message : null}
        onCode={(code) => confirm.mutate({ code })}
      />
    );
  }
  return (
    <>
      <p className="text-fg-2">{t("enrolIntro")}</p>
      {begin.error ? (
        <Notice tone="bad" live>
          {describeError(begin.error).message}
        </Notice>
      ) : null}
      <DialogActions>
        <Button variant="primary" busy={begin.isPending} onClick={() => begin.mutate()}>
          {t("showCode")}
        </Button>
      </DialogActions>
    </>
  );
}

type FirstCodeProps = {
  secret: string;
  /** SVG. */
  qr: string;
  busy: boolean;
  problem: string | null;
  onCode: (code: string) => void;
};

function FirstCode({ secret, qr, busy, problem, onCode }: FirstCodeProps) {
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-fg-2">{t("scan")}</p>
      <img
        src={`data:image/svg+xml;base64,${btoa(qr)}`}
        alt={t("qrCode")}
        className="size-44 self-center rounded-control bg-white"
      />
      <CodeBlock label={t("secret")} text={secret.match(/.{4}/gu)?.join(" ") ?? secret} wrap />
      <Field label={t("firstCode")} hint={t("firstCodeHint")} error={problem}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            autoFocus
            className="nums max-w-40 tracking-widest"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <DialogActions>
        <Button type="submit" variant="primary" busy={busy}>
          {t("turnOn")}
        </Button>
      </DialogActions>
    </form>
  );
}
