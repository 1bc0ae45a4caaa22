import { catalogue } from "../../lib/i18n/catalogue";

export const t = catalogue({
  bars: [
    "{chart} over time, at most {most, number} in a bar",
    "{chart} im Lauf der Zeit, höchstens {most, number} in einem Balken",
  ],
  asBars: ["{chart} as bars", "{chart} als Balken"],
  asTable: ["{chart} as a table", "{chart} als Tabelle"],
  time: ["Time", "Zeit"],
  nothing: ["nothing", "nichts"],
});
