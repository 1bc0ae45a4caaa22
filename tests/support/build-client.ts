import { buildClientIfChanged } from "../../scripts/build-if-changed.js";

/** Before a run of tests that look at what people get: the production build, as `npm start` makes it. */
export default function globalSetup(): void {
  buildClientIfChanged();
}
