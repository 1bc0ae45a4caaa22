import { CircleCheck, CircleMinus, CircleX, type LucideIcon } from "lucide-react";
import type { TraceStep } from "../../../../shared/repairs-api";
import { formatDuration } from "../../../lib/format";
import { BreakingText } from "../../../ui/breaking-text";
import { stepSentence } from "./trace-sentences";
import { valueName, valueWords } from "./trace-words";
import { linesOf, type TraceLine } from "./trace-values";
import { stepWords, traceWords } from "./tab-words";

const looks: Record<TraceStep["status"], { look: string; icon: LucideIcon }> = {
  ok: { look: "text-ok", icon: CircleCheck },
  failed: { look: "text-bad", icon: CircleX },
  skipped: { look: "text-fg-3", icon: CircleMinus },
};

/** The steps in their order, each with the values it met. */
export function TraceSteps({ steps }: { steps: TraceStep[] }) {
  return (
    <ol aria-label={traceWords("steps")} className="overflow-hidden rounded-panel border border-line">
      {steps.map((step) => (
        <Step key={step.step} step={step} />
      ))}
    </ol>
  );
}

function Step({ step: { step, status, sentence, values, durationMs } }: { step: TraceStep }) {
  const { look, icon: Icon } = looks[status];
  return (
    <li className="border-b border-line px-3 py-2 last:border-0">
      <div className="flex items-start gap-2">
        <Icon
          role="img"
          aria-label={traceWords(`status.${status}`)}
          className={`mt-[3px] size-3.5 shrink-0 ${look}`}
        />
        <span className="w-20 shrink-0 font-medium">{stepWords(step)}</span>
        <span className="min-w-0 flex-1 break-words">{stepSentence(sentence)}</span>
        {status === "skipped" ? null : <span className="nums text-fg-3">{formatDuration(durationMs)}</span>}
      </div>
      {values.length > 0 ? (
        <Values lines={linesOf(values)} label={traceWords("valuesOf", { step: stepWords(step) })} />
      ) : null}
    </li>
  );
}

function Values({ lines, label }: { lines: TraceLine[]; label: string }) {
  const twoSided = lines.some((line) => "sides" in line);
  return (
    <table
      aria-label={label}
      className="mt-1 w-full table-fixed text-left text-sm sm:ml-[22px] sm:w-[calc(100%-22px)]"
    >
      {twoSided ? (
        <thead>
          <tr>
            <th scope="col" className="w-1/3 py-0.5 font-normal text-fg-3">
              {traceWords("field")}
            </th>
            <th scope="col" className="py-0.5 font-normal text-side-a">
              Convex
            </th>
            <th scope="col" className="py-0.5 font-normal text-side-b">
              CRM
            </th>
          </tr>
        </thead>
      ) : null}
      <tbody>
        {lines.map((line) => (
          <tr key={line.name} className="align-top">
            <th scope="row" className="w-1/3 py-0.5 pr-3 font-normal break-words text-fg-2">
              {valueName(line.name)}
            </th>
            {"sides" in line ? (
              <>
                <Value text={line.sides.convex} />
                <Value text={line.sides.crm} />
              </>
            ) : (
              <Value text={valueWords(line.name, line.value)} wide={twoSided} />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ text, wide = false }: { text: string | null; wide?: boolean }) {
  return (
    <td colSpan={wide ? 2 : 1} className="py-0.5 pr-2 break-words">
      {text === null ? <span className="text-fg-3">–</span> : <BreakingText text={text} />}
    </td>
  );
}
