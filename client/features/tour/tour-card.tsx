import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Map, X } from "lucide-react";
import { useState } from "react";
import type { DemoView } from "../../../shared/demo-api";
import { createPreference } from "../../lib/preference";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { buttonLook } from "../../ui/button-look";
import { IconButton } from "../../ui/icon-button";
import { Link } from "../../ui/link";
import { stops } from "./stops";
import { t } from "./words";

const shown = createPreference("tour", ["open", "hidden"], "open");

/** Above what stands at the bottom of a screen, its bar of what is selected or the runs; on a phone it covers nothing. */
const place = "md:fixed md:right-4 md:bottom-16 md:z-30";
const look =
  "flex flex-col gap-2 border-line bg-raised p-3 max-md:border-t md:w-88 md:rounded-panel md:border md:shadow-float";

/**
 * Points at what happens in the demo. It follows the story, unless somebody looks back; from its newest chapter "Next"
 * has the story go on. It never repairs anything.
 */
export function TourCard({ demo }: { demo: DemoView }) {
  const told = stops.findIndex(({ chapter }) => chapter === demo.chapter);
  // The one looked back at, and the chapter in which that was: a story that went on takes whoever looks along.
  const [looked, setLooked] = useState({ at: told, while: told });
  const at = looked.while === told ? looked.at : told;
  if (shown.use() === "hidden") return <Hidden at={at} onShow={() => shown.write("open")} />;
  return <Card demo={demo} at={at} told={told} onLook={(next) => setLooked({ at: next, while: told })} />;
}

type CardProps = { demo: DemoView; at: number; told: number; onLook: (at: number) => void };

function Card({ demo, at, told, onLook }: CardProps) {
  const stop = stops[at]?.at(demo);
  if (!stop) return null;
  const waits = at === told && demo.waits && demo.chapter !== "evening";
  return (
    <aside aria-label={t("tour")} className={`${place} ${look}`}>
      <div className="flex items-start gap-2">
        <div aria-live="polite" className="flex min-w-0 flex-1 flex-col gap-1">
          <h2 className="nums font-semibold">
            {t("place", { place: at + 1, of: stops.length, title: stop.title })}
          </h2>
          <p className="text-fg-2">
            {stop.text}
            {waits ? <strong className="font-medium text-fg"> {t("waits")}</strong> : null}
          </p>
        </div>
        <IconButton
          label={t("hide")}
          icon={<X className="size-3.5" />}
          onClick={() => shown.write("hidden")}
          className="-mt-1 -mr-1"
        />
      </div>
      <div className="flex flex-wrap items-center gap-1">
        <Link to={stop.to} className={`${buttonLook("secondary", "sm")} mr-auto`}>
          {stop.link}
        </Link>
        <Button variant="ghost" size="sm" disabled={at === 0} onClick={() => onLook(at - 1)}>
          {t("back")}
        </Button>
        {at < told ? (
          <Button variant="ghost" size="sm" onClick={() => onLook(at + 1)}>
            {t("next")}
          </Button>
        ) : (
          <GoOn key={demo.chapter} demo={demo} />
        )}
      </div>
    </aside>
  );
}

/** Has the story go on, which it does within a second. */
function GoOn({ demo: { chapter, waits } }: { demo: DemoView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries(trpc.health.get.queryFilter());
  const goOn = useMutation(trpc.demo.goOn.mutationOptions({ onSuccess: again }));
  const label = chapter === "evening" ? t("again") : waits ? t("skip") : t("next");
  return (
    <Button
      variant="ghost"
      size="sm"
      busy={goOn.isPending || goOn.isSuccess}
      onClick={() => goOn.mutate({ from: chapter })}
    >
      {label}
    </Button>
  );
}

/** What is left of the card, to bring it back by. */
function Hidden({ at, onShow }: { at: number; onShow: () => void }) {
  return (
    <aside aria-label={t("tour")} className={`${place} max-md:flex max-md:justify-end max-md:p-1`}>
      <Button
        size="sm"
        icon={<Map aria-hidden className="size-3.5" />}
        onClick={onShow}
        className="md:shadow-float"
      >
        {t("place", { place: at + 1, of: stops.length, title: t("tour") })}
      </Button>
    </aside>
  );
}
