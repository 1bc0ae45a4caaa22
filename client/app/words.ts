import { catalogue } from "../lib/i18n/catalogue";

export const t = catalogue({
  language: ["Language", "Sprache"],
});
