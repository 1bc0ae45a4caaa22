/** Days as `YYYY-MM-DD` in the browser's zone, as date inputs speak; moments in ms since epoch. */
const midnight = (day: string, plusDays = 0) => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + plusDays).getTime();
};

export const dayStart = (day: string) => midnight(day);
export const dayEnd = (day: string) => midnight(day, 1) - 1;

/** The day of a moment, `back` days earlier. */
export function dayOf(at: number, back = 0): string {
  const date = new Date(at);
  date.setDate(date.getDate() - back);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
