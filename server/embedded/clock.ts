/**
 * Time for functions. With the real clock nothing is touched. With an injected one, `Date.now()` inside a function gives
 * that clock's time (frozen in queries and mutations), since `ctx.scheduler.runAfter` in the SDK starts from it.
 */
import { invocations } from "./context";

const PATCHED = Symbol.for("convex-embedded.clock");

export function followInjectedClock(): void {
  const holder = Date as typeof Date & { [PATCHED]?: true };
  if (holder[PATCHED]) return;
  const realNow = Date.now;
  holder[PATCHED] = true;
  Date.now = () => {
    const invocation = invocations.getStore();
    if (invocation === undefined || invocation.finished || !invocation.engine.injectedClock) return realNow();
    return invocation.kind === "action" ? invocation.engine.env.now() : invocation.startedAt;
  };
}
