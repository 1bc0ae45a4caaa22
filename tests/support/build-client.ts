import { buildClientIfChanged } from "../../scripts/build-client.js";

/** The browser tests look at what people get: the production build, as `npm start` makes it. */
export default function globalSetup(): void {
  buildClientIfChanged();
}
