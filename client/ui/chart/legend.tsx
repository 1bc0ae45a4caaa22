import { clsx } from "clsx";
import type { Layer } from "./chart";

type Props<Counts> = {
  layers: ReadonlyArray<Layer<Counts>>;
  /** How many of a layer there are, in words. */
  count: (layer: Layer<Counts>) => string;
  label?: string;
};

/** What bars are made of, and how many there are of each. */
export function Legend<Counts>({ layers, count, label }: Props<Counts>) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-x-4 text-sm text-fg-2">
      {layers.map((layer) => (
        <li key={layer.name} className="flex items-center gap-1.5">
          <LayerMark layer={layer} />
          {layer.name}
          <span className="nums text-fg">{count(layer)}</span>
        </li>
      ))}
    </ul>
  );
}

export const LayerMark = ({ layer: { look } }: { layer: { look: string } }) => (
  <span aria-hidden className={clsx("size-2 rounded-[2px]", look)} />
);
