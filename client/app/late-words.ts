import { catalogue } from "../lib/i18n/catalogue";

/** The words of what comes after the first picture: the health of both systems, the operator's menu, the bar of runs. */
export const t = catalogue({
  health: ["Health", "Befinden"],
  backend: ["Backend", "Backend"],
  store: ["Store", "Speicher"],
  seeDeliveries: ["Look at the deliveries", "Zustellungen ansehen"],
  language: ["Language", "Sprache"],
  shortcuts: ["Keyboard shortcuts", "Tastenkürzel"],
  theme: ["Theme", "Erscheinungsbild"],
  light: ["Light", "Hell"],
  dark: ["Dark", "Dunkel"],
  system: ["As the system", "Wie das System"],
  rowHeight: ["Row height", "Zeilenhöhe"],
  compact: ["Compact", "Kompakt"],
  default: ["Default", "Normal"],
  comfortable: ["Comfortable", "Luftig"],
  account: ["Your account", "Ihr Konto"],
  signOut: ["Sign out", "Abmelden"],
  runsUnderWay: ["Runs under way", "Laufende Läufe"],
  dismiss: ["Dismiss", "Ausblenden"],
  noPage: ["There is no such page", "Diese Seite gibt es nicht"],
  noPageHelp: [
    "The address may be mistyped, or from another version of Tandem.",
    "Vielleicht ist die Adresse vertippt oder aus einer anderen Version von Tandem.",
  ],
});
