/** A process of its own (both engines claim `globalThis.Convex`): runs the worlds it is sent under convex-test. */
import { convexTest } from "convex-test";
import { anyApi, type FunctionReference } from "convex/server";
import { toModule } from "./functions";
import { Names } from "./names";
import { runCases, type CallFunction } from "./run";
import { toSchema, type World } from "./world";

async function answer(world: World): Promise<unknown> {
  const module = toModule(new Names());
  const test = convexTest({
    schema: toSchema(world),
    modules: { "./_generated/api.js": async () => ({}), "./m.js": async () => module },
  });
  const call: CallFunction = (kind, name, args) => {
    const reference: unknown = anyApi.m![name]!;
    return kind === "mutation"
      ? test.mutation(reference as FunctionReference<"mutation">, args)
      : test.query(reference as FunctionReference<"query">, args);
  };
  return runCases(call, world);
}

process.on("message", (world: World) => {
  answer(world).then(
    (outcomes) => process.send!({ outcomes }),
    (error: unknown) => process.send!({ broken: String(error instanceof Error ? error.stack : error) }),
  );
});
