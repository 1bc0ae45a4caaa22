import { withinKeys, type Convergence } from "../../../shared/overview-api";
import { Panel } from "./panel";
import { formatShare } from "./share";
import { t } from "./words";

/** Which share of those who were to be linked was, and how fast. */
export function ConvergencePanel({ convergence }: { convergence: Convergence }) {
  const { asked, within, linked, gaveUp } = convergence;
  return (
    <Panel title={t("convergence")}>
      {asked === 0 ? (
        <p className="text-fg-2">{t("nobodyAsked")}</p>
      ) : (
        <>
          <dl className="flex flex-col gap-3">
            {withinKeys.map((key) => (
              <div key={key} className="grid grid-cols-[1fr_auto] items-baseline gap-x-3 gap-y-1">
                <dt className="text-fg-2">{t(`within${key}`)}</dt>
                <dd className="nums text-md font-semibold">{formatShare(within[key], asked)}</dd>
                <dd aria-hidden className="col-span-2 h-1.5 overflow-hidden rounded-full bg-press">
                  <div className="h-full bg-ok/70" style={{ width: `${(within[key] / asked) * 100}%` }} />
                </dd>
              </div>
            ))}
          </dl>
          <p className="nums text-sm text-fg-3">
            {t("convergenceOf", { asked, gaveUp, waiting: Math.max(0, asked - linked - gaveUp) })}
          </p>
        </>
      )}
    </Panel>
  );
}
