import { clsx } from "clsx";
import { createPreference } from "../../../lib/preference";
import { t } from "./words";

/** Whether the log follows what arrives; each person's own choice. */
export const livePreference = createPreference("webhooks-live", ["on", "off"], "on");

/** Turns the live tail on and off, and says when it is cut. */
export function LiveSwitch({ cut }: { cut: boolean }) {
  const live = livePreference.use() === "on";
  const words = !live ? t("liveOff") : cut ? t("liveCut") : t("live");
  return (
    <button
      type="button"
      aria-pressed={live}
      title={live ? t("liveHelp") : t("liveOffHelp")}
      onClick={() => livePreference.write(live ? "off" : "on")}
      className={clsx(
        "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control border border-line-strong px-2.5 font-medium transition-colors hover:bg-hover",
        live ? "text-fg" : "text-fg-2",
      )}
    >
      <span
        aria-hidden
        className={clsx("size-2 rounded-full", !live ? "bg-line-strong" : cut ? "bg-warn" : "bg-ok")}
      />
      {words}
    </button>
  );
}
