import { fieldName } from "../../shared/field-names";
import type { TraceStep } from "../../shared/repairs-api";

type Value = TraceStep["values"][number];
export type StepResult = Pick<TraceStep, "status" | "sentence"> & { values?: Value[] };

/** One step as it is told, with how long it took. */
export async function timed<Result extends StepResult>(
  step: TraceStep["step"],
  take: () => Promise<Result> | Result,
): Promise<{ told: TraceStep; result: Result }> {
  const startedAt = performance.now();
  const result = await take();
  const durationMs = Math.round(performance.now() - startedAt);
  const { status, sentence, values = [] } = result;
  return { told: { step, status, sentence, values, durationMs }, result };
}

/** Named values in the order they are given. */
export const listed = (values: Record<string, string | null | undefined>): Value[] =>
  Object.entries(values).map(([name, value]) => ({ name, value: value ?? null }));

/** The same field of both sides, one after the other. */
export const sideBySide = (
  convex: Record<string, string | null | undefined>,
  crm: Record<string, string | null | undefined>,
): Value[] =>
  [...new Set([...Object.keys(convex), ...Object.keys(crm)])].flatMap((field) => [
    { name: `${fieldName(field)}, account`, value: convex[field] ?? null },
    { name: `${fieldName(field)}, CRM`, value: crm[field] ?? null },
  ]);
