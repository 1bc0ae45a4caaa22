import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { FieldSide } from "../../../../shared/drift";
import type { FieldRow } from "../../../../shared/users-api";
import { fieldName } from "../../../lib/field-title";
import { Button } from "../../../ui/button";
import { canBeTaken, sideNames } from "./field-owner";
import { compareWords } from "./words";

/** What is being chosen in a comparison, and how to choose. */
export type Choosing = {
  chosen: Partial<Record<FieldRow["field"], FieldSide>>;
  onChoose: (field: FieldRow["field"], side: FieldSide | null) => void;
  /** Why the operator may not, or null. */
  refusal: string | null;
};

type Props = { row: FieldRow; side: FieldSide; choosing: Choosing };

/** Takes one side's value for a field, or, pressed again, leaves the field alone. */
export function TakeButton({ row, side, choosing }: Props) {
  if (!canBeTaken(row, side)) return null;
  const taken = choosing.chosen[row.field] === side;
  return (
    <Button
      size="sm"
      variant={taken ? "primary" : "secondary"}
      aria-pressed={taken}
      aria-label={compareWords("takeOf", { field: fieldName(row.field), side: sideNames[side] })}
      disabledReason={choosing.refusal}
      icon={taken ? <Check aria-hidden className="size-3" /> : null}
      onClick={() => choosing.onChoose(row.field, taken ? null : side)}
      className={clsx("mt-1 h-5! px-1.5!", taken || "text-fg-2")}
    >
      {compareWords("take")}
    </Button>
  );
}
