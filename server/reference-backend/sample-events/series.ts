import type { Product } from "../store/products";

/** A category as it is offered. Money is in cents of a euro. */
type Category = Pick<Product, "categoryCode" | "categoryLabel" | "price" | "paymentMethod"> & {
  addons?: readonly { code: string; name: string; price: number }[];
  paymentRefused?: boolean;
};

/** Something that takes place again and again. */
export interface Series {
  /** Part of the IDs: `event_<key>_20270116`. */
  key: string;
  name: string;
  description: string;
  location: string;
  ticketPrefix: string;
  /** The day of one of them; the others follow every so many weeks. ISO date. */
  firstDay: string;
  everyWeeks: number;
  /** When it begins on that day, in hours of UTC, and how many hours it takes. */
  beginsAt: number;
  hours: number;
  /** Without one there is room for everybody. */
  capacity?: number;
  /** How many places are taken from the start. */
  taken: number;
  /** How long before it begins the registration closes; with it, by default. */
  closesDaysBefore?: number;
  categories: readonly Category[];
}

const dinner = { code: "dinner", name: "Gemeinsames Abendessen", price: 4_900 };
const lunch = { code: "lunch", name: "Mittagsbuffet", price: 2_200 };
const workshop = { code: "ultraschall", name: "Workshop Ultraschall (2 Stunden)", price: 6_500 };

const free = { price: 0, paymentMethod: "free" } as const;

/** What the sample organisation offers: a large congress, small courses, one that is full, one that is closed. */
export const SERIES: readonly Series[] = [
  {
    key: "haffsymposium",
    name: "Haff-Symposium Innere Medizin",
    description:
      "Zwei Tage Innere Medizin am Stettiner Haff: Kardiologie, Gastroenterologie und Diabetologie für Klinik und Praxis, mit Fallbesprechungen und Industrieausstellung. Zertifizierung bei der Ärztekammer ist beantragt.",
    location: "Haffhalle, Ueckermünde",
    ticketPrefix: "HAFF",
    ...{ firstDay: "2026-01-16", everyWeeks: 26, beginsAt: 8, hours: 34, capacity: 400, taken: 187 },
    categories: [
      {
        ...{ categoryCode: "member", categoryLabel: "Mitglieder der Fachgesellschaft" },
        ...{ price: 14_900, paymentMethod: "card", addons: [dinner, workshop] },
      },
      {
        ...{ categoryCode: "regular", categoryLabel: "Ärztinnen und Ärzte" },
        ...{ price: 18_900, paymentMethod: "card", addons: [dinner, workshop] },
      },
      {
        ...{ categoryCode: "employer", categoryLabel: "Kostenübernahme durch den Arbeitgeber" },
        ...{ price: 18_900, paymentMethod: "invoice", addons: [dinner, workshop] },
      },
      { categoryCode: "student", categoryLabel: "Studierende", ...free, addons: [dinner] },
    ],
  },
  {
    key: "wundtag",
    name: "Wundtag Ueckermünde",
    description:
      "Chronische Wunden interprofessionell: Ärztinnen, Pflegende und Wundmanager sehen Verbandtechniken, Kompression und neue Leitlinien an Beispielen aus der Region.",
    location: "Bürgersaal, Ueckermünde",
    ticketPrefix: "WUND",
    ...{ firstDay: "2026-02-07", everyWeeks: 13, beginsAt: 8, hours: 8, capacity: 120, taken: 64 },
    categories: [
      {
        ...{ categoryCode: "regular", categoryLabel: "Ärztinnen und Ärzte" },
        ...{ price: 9_500, paymentMethod: "invoice", addons: [lunch] },
      },
      {
        ...{ categoryCode: "nursing", categoryLabel: "Pflege und Praxisteams" },
        ...{ price: 4_500, paymentMethod: "invoice", addons: [lunch] },
      },
    ],
  },
  {
    key: "notfall",
    name: "Notfalltraining für Praxisteams",
    description:
      "Reanimation, Anaphylaxie und Notfallkoffer an der Puppe geübt, in Gruppen zu sechs. Festes Schuhwerk genügt, Vorkenntnisse braucht niemand.",
    location: "Simulationszentrum, Greifswald",
    ticketPrefix: "NOT",
    ...{ firstDay: "2026-01-24", everyWeeks: 9, beginsAt: 9, hours: 6, capacity: 24, taken: 24 },
    categories: [
      {
        ...{ categoryCode: "regular", categoryLabel: "Teilnahme" },
        ...{ price: 12_000, paymentMethod: "card" },
      },
    ],
  },
  {
    key: "abend",
    name: "Kollegenabend am Hafen",
    description:
      "Ein Vortrag, dann Zeit für Gespräche: der Stammtisch der Niedergelassenen. Der Eintritt ist frei, um Anmeldung wird gebeten.",
    location: "Speicher am Stadthafen, Ueckermünde",
    ticketPrefix: "ABEND",
    ...{ firstDay: "2026-01-14", everyWeeks: 6, beginsAt: 17, hours: 3, taken: 31 },
    categories: [{ categoryCode: "free", categoryLabel: "Teilnahme", ...free }],
  },
  {
    key: "sonographie",
    name: "Grundkurs Sonographie des Abdomens",
    description:
      "Drei Tage nach den Richtlinien der KBV, zwei Personen an einem Gerät. Die Anmeldung schließt früh, weil die Geräte bestellt werden.",
    location: "Universitätsmedizin, Greifswald",
    ticketPrefix: "SONO",
    ...{ firstDay: "2026-03-12", everyWeeks: 20, beginsAt: 8, hours: 56, capacity: 30, taken: 26 },
    closesDaysBefore: 140,
    categories: [
      {
        ...{ categoryCode: "regular", categoryLabel: "Kursplatz" },
        ...{ price: 54_000, paymentMethod: "invoice" },
      },
    ],
  },
  {
    key: "palliativ",
    name: "Palliativmedizin: Gespräche am Lebensende",
    description:
      "Ein Seminar mit Schauspielpatienten: schwierige Nachrichten, Angehörige, Vorsorge. Für alle Berufsgruppen, höchstens 40 Personen.",
    location: "Kloster, Stralsund",
    ticketPrefix: "PALL",
    ...{ firstDay: "2026-02-21", everyWeeks: 16, beginsAt: 8, hours: 7, capacity: 40, taken: 38 },
    categories: [
      {
        ...{ categoryCode: "regular", categoryLabel: "Ärztinnen und Ärzte" },
        ...{ price: 16_000, paymentMethod: "card", addons: [lunch] },
      },
      {
        ...{ categoryCode: "nursing", categoryLabel: "Pflege, Seelsorge, Sozialdienst" },
        ...{ price: 8_000, paymentMethod: "card", addons: [lunch] },
      },
      {
        ...{ categoryCode: "declined", categoryLabel: "Mit einer Karte, die abgelehnt wird (Probe)" },
        ...{ price: 16_000, paymentMethod: "card", paymentRefused: true },
      },
    ],
  },
];
