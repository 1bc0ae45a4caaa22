import { clsx } from "clsx";
import { FileUp, X } from "lucide-react";
import { useId, useState, type DragEvent } from "react";
import { formatBytes } from "../../lib/format";
import { IconButton } from "../../ui/icon-button";
import { t } from "./words";

type Props = {
  side: "a" | "b";
  label: string;
  hint: string;
  accept: string;
  file: File | null;
  onChoose: (file: File | null) => void;
};

/** A place to drop one file, or to choose it with a button. */
export function FilePicker({ side, label, hint, accept, file, onChoose }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onChoose(dropped);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={clsx(
        "relative flex min-h-32 flex-col items-center justify-center gap-1 rounded-panel border border-dashed px-4 py-5 text-center transition-colors",
        "has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent",
        over ? "border-accent bg-selected" : "border-line-strong hover:bg-hover",
      )}
    >
      <FileUp aria-hidden className={clsx("size-5", side === "a" ? "text-side-a" : "text-side-b")} />
      <label htmlFor={id} className="font-medium after:absolute after:inset-0 after:cursor-pointer">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        aria-describedby={`${id}-hint`}
        className="sr-only"
        onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
      />
      <p id={`${id}-hint`} className="text-sm text-fg-3">
        {file ? (
          <span className="text-fg">
            {file.name}, {formatBytes(file.size)}
          </span>
        ) : (
          t("drop", { hint })
        )}
      </p>
      {file ? (
        <IconButton
          label={t("remove", { file: file.name })}
          icon={<X className="size-3.5" />}
          onClick={() => onChoose(null)}
          className="absolute top-1 right-1 z-10"
        />
      ) : null}
    </div>
  );
}
