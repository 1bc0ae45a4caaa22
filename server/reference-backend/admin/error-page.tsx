/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import { type Frame, render } from "./page";

/** What stands there when something cannot be shown or done. */
export function renderError(frame: Frame, message: string): string {
  return render(frame, <p>{message}.</p>);
}
