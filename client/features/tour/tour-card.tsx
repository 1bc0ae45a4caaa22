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
  // Whoever hides or shows it stays at the button for that.
  const [wasToggled, setToggled] = useState(false);
  const toggle = (to: "open" | "hidden") => {
    setToggled(true);
    shown.write(to);
  };
  if (shown.use() === "hidden")
    return <Hidden at={at} autoFocus={wasToggled} onShow={() => toggle("open")} />;
  const onLook = (next: number) => setLooked({ at: next, while: told });
  return <Card {...{ demo, at, told, onLook }} autoFocus={wasToggled} onHide={() => toggle("hidden")} />;
}

type CardProps = {
  demo: DemoView;
  at: number;
  told: number;
  autoFocus: boolean;
  onLook: (at: number) => void;
  onHide: () => void;
};

function Card({ demo, at, told, autoFocus, onLook, onHide }: CardProps) {
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
          onClick={onHide}
          autoFocus={autoFocus}
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
        <Next demo={demo} onLook={at < told ? () => onLook(at + 1) : null} />
      </div>
    </aside>
  );
}

type NextProps = { demo: DemoView; onLook: (() => void) | null };

/** Looks on at what has been told; from there has the story go on, which it does within a second. */
function Next({ demo: { chapter, waits }, onLook }: NextProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries(trpc.health.get.queryFilter());
  const goOn = useMutation(trpc.demo.goOn.mutationOptions({ onSuccess: again }));
  const isAsked = goOn.variables?.from === chapter;
  const label = onLook ? t("next") : chapter === "evening" ? t("again") : waits ? t("skip") : t("next");
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        busy={!onLook && isAsked && (goOn.isPending || goOn.isSuccess)}
        onClick={onLook ?? (() => goOn.mutate({ from: chapter }))}
      >
        {label}
      </Button>
      <p role="alert" className="basis-full text-fg-2 empty:hidden">
        {isAsked && goOn.isError ? t("notGone") : null}
      </p>
    </>
  );
}

/** What is left of the card, to bring it back by. */
function Hidden({ at, autoFocus, onShow }: { at: number; autoFocus: boolean; onShow: () => void }) {
  return (
    <aside aria-label={t("tour")} className={`${place} max-md:flex max-md:justify-end max-md:p-1`}>
      <Button
        size="sm"
        icon={<Map aria-hidden className="size-3.5" />}
        onClick={onShow}
        autoFocus={autoFocus}
        className="md:shadow-float"
      >
        {t("place", { place: at + 1, of: stops.length, title: t("tour") })}
      </Button>
    </aside>
  );
}
