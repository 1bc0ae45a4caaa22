import { catalogue } from "../../../lib/i18n/catalogue";

/** What stands at values that are shown masked. */
export const maskedWords = catalogue({
  reveal: ["Reveal", "Anzeigen"],
  revealField: ["Reveal: {field}", "Anzeigen: {field}"],
  audited: [
    "The audit will tell that you looked at it",
    "Das Protokoll hält fest, dass Sie es angesehen haben",
  ],
});
