import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Choices } from "../../../../shared/drift";
import type { UserDetail } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { Comparison } from "./comparison";
import { replacesOwner } from "./field-owner";
import { OverwriteDialog } from "./overwrite-dialog";
import { replacedIn } from "./take-owners";
import { compareWords, t } from "./words";

type Props = { detail: UserDetail; refusal: string | null; onAccepted: (jobId: string | null) => void };

/** The comparison in which a side can be taken per field; what was chosen is sent together. */
export function SettleDrift({ detail, refusal, onAccepted }: Props) {
  const trpc = useTRPC();
  const [picked, setPicked] = useState<Choices>({});
  const [asking, setAsking] = useState(false);
  const chosen = stillDiffering(picked, detail);
  const count = Object.keys(chosen).length;
  const resolve = useMutation(
    trpc.users.resolveDrift.mutationOptions({
      onSuccess: ({ jobId }) => {
        setPicked({});
        onAccepted(jobId);
      },
      // The server knows better than what was read a while ago whose value would be replaced.
      onError: (error) => setAsking(describeError(error).code === "needs_confirmation"),
    }),
  );
  const send = (confirmOverwrite: boolean) => {
    setAsking(false);
    resolve.mutate({
      id: detail.row.linkId,
      choices: chosen,
      shown: replacedIn(chosen, detail),
      confirmOverwrite,
    });
  };
  const take = () => {
    const replaces = detail.fields.some((row) => {
      const side = chosen[row.field];
      return side !== undefined && replacesOwner(row, side);
    });
    if (replaces) setAsking(true);
    else send(false);
  };
  const problem = resolve.error ? describeError(resolve.error) : null;
  const choosing = {
    chosen,
    refusal,
    onChoose: (field: keyof Choices, side: Choices[typeof field] | null) => {
      resolve.reset();
      setPicked(({ [field]: _before, ...others }) => (side ? { ...others, [field]: side } : others));
    },
  };
  return (
    <Comparison detail={detail} choosing={detail.repairs.resolveDrift.allowed ? choosing : null}>
      {count > 0 ? (
        <div className="flex flex-wrap items-center gap-2 border-t border-line bg-bg px-3 py-2">
          <Button size="sm" variant="primary" busy={resolve.isPending} onClick={take}>
            {compareWords("takeValues", { count })}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setPicked({})}>
            {t("clear")}
          </Button>
          <span className="text-sm text-fg-2">{compareWords("writtenOver")}</span>
        </div>
      ) : null}
      {problem && !asking ? (
        <div className="p-3 pt-0">
          <Notice tone="bad" live>
            {problem.message} {t("nothingWasChanged")}
          </Notice>
        </div>
      ) : null}
      {asking ? (
        <OverwriteDialog
          fields={detail.fields}
          chosen={chosen}
          named={problem?.field ?? null}
          busy={resolve.isPending}
          onConfirm={() => send(true)}
          onClose={() => {
            setAsking(false);
            resolve.reset();
          }}
        />
      ) : null}
    </Comparison>
  );
}

/** A field that has come to agree in the meantime is no choice any more. */
function stillDiffering(picked: Choices, { fields }: UserDetail): Choices {
  const differing = fields.filter(({ field, differs }) => differs && picked[field]);
  return Object.fromEntries(differing.map(({ field }) => [field, picked[field]]));
}
