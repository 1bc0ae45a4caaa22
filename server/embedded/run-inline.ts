/** `store.run`: a function given as a closure, run as a mutation of its own. */
import { mutationGeneric, type GenericDataModel, type GenericMutationCtx } from "convex/server";
import { ConvexError, jsonToConvex } from "convex/values";
import { anonymous, type Identity } from "./context";
import type { Engine } from "./engine";
import { toFailure } from "./errors";
import { toEntry } from "./functions";
import { runFunction } from "./invoke";
import { Usage } from "./limits";

/** The closure's result is handed back as it is, not encoded; its errors are those it threw. */
export async function runInline<Model extends GenericDataModel, T>(
  engine: Engine,
  fn: (ctx: GenericMutationCtx<Model>) => Promise<T> | T,
  identity: Identity | null,
): Promise<T> {
  let result: { value: T } | undefined;
  const definition = mutationGeneric({
    handler: async (ctx) => {
      result = { value: await fn(ctx as unknown as GenericMutationCtx<Model>) };
      return null;
    },
  });
  const entry = toEntry("run:inline", definition)!;
  try {
    await runFunction(engine, entry, {}, { ...anonymous("run"), identity }, new Usage(false));
  } catch (error) {
    const failure = toFailure(error);
    if (failure.data !== undefined) throw new ConvexError(jsonToConvex(failure.data));
    throw failure.thrown ?? failure;
  }
  return result!.value;
}
