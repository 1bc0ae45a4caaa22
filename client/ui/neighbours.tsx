import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "./icon-button";
import { t } from "./words";

type Props = {
  /** Whether there is a row before and after in the list. */
  neighbours: { before: boolean; after: boolean };
  onMove: (step: 1 | -1) => void;
};

/** The ways from what is open to the rows around it. */
export function Neighbours({ neighbours, onMove }: Props) {
  return (
    <>
      <IconButton
        label={t("previous")}
        hint={`${t("previous")} (k)`}
        icon={<ChevronLeft className="size-4" />}
        disabled={!neighbours.before}
        onClick={() => onMove(-1)}
      />
      <IconButton
        label={t("next")}
        hint={`${t("next")} (j)`}
        icon={<ChevronRight className="size-4" />}
        disabled={!neighbours.after}
        onClick={() => onMove(1)}
      />
    </>
  );
}
