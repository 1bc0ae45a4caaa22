import { ArrowUp } from "lucide-react";
import { t } from "./words";

type Props = {
  /** "12 new"; `null` while there is no news. */
  news: string | null;
  onShow: () => void;
};

/** A list has changed while it was being looked at. It stays as it is until asked to catch up. */
export function NewsPill({ news, onShow }: Props) {
  return (
    <span role="status">
      {news ? (
        <button
          type="button"
          onClick={onShow}
          className="inline-flex h-6 items-center gap-1 rounded-full bg-wait-soft px-2.5 text-sm font-medium whitespace-nowrap text-wait hover:underline"
        >
          <ArrowUp aria-hidden className="size-3" />
          {t("show", { news })}
        </button>
      ) : null}
    </span>
  );
}
