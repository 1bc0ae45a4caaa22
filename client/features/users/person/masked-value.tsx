import { useMutation } from "@tanstack/react-query";
import { isMasked } from "../../../../shared/masking";
import { mayDo } from "../../../../shared/permissions";
import type { RevealInput } from "../../../../shared/reveal-api";
import { describeError } from "../../../lib/api-error";
import { fieldTitle } from "../../../lib/field-title";
import { useTRPC } from "../../../lib/trpc";
import { BreakingText } from "../../../ui/breaking-text";
import { useMe } from "../use-permission";
import { maskedWords } from "./masked-words";

type Props = RevealInput & { value: string };

/** A value of somebody; where it is masked, whoever has the right can look at this one, and the audit tells of it. */
export function MaskedValue({ value, ...place }: Props) {
  const me = useMe();
  const trpc = useTRPC();
  const reveal = useMutation(trpc.users.reveal.mutationOptions());
  if (!isMasked(value)) return <BreakingText text={value} />;
  if (reveal.data) return <BreakingText text={reveal.data.value ?? "–"} />;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <span>{value}</span>
      {me && mayDo(me.role, "pii.reveal") ? (
        <button
          type="button"
          aria-label={maskedWords("revealField", { field: fieldTitle(place.field) })}
          title={maskedWords("audited")}
          disabled={reveal.isPending}
          onClick={() => reveal.mutate(place)}
          className="rounded-sm text-xs font-normal text-accent hover:underline"
        >
          {maskedWords("reveal")}
        </button>
      ) : null}
      {reveal.isError ? (
        <span role="alert" className="text-xs font-normal text-bad">
          {describeError(reveal.error).message}
        </span>
      ) : null}
    </span>
  );
}
