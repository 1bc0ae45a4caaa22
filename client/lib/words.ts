import { catalogue } from "./i18n/catalogue";

export const t = catalogue({
  noAnswer: ["Tandem did not answer.", "Tandem hat nicht geantwortet."],
  serverFailed: ["The server could not do this.", "Der Server konnte das nicht ausführen."],
});

/** The fields of a person, as a heading has them. */
export const fieldWords = catalogue({
  email: ["E-mail", "E-Mail"],
  firstName: ["First name", "Vorname"],
  lastName: ["Last name", "Nachname"],
  name: ["Name", "Name"],
  phone: ["Phone", "Telefon"],
  mobile: ["Mobile", "Mobiltelefon"],
  title: ["Title", "Titel"],
  salutation: ["Salutation", "Anrede"],
  street: ["Street", "Straße"],
  zip: ["Zip", "PLZ"],
  city: ["City", "Ort"],
  country: ["Country", "Land"],
  language: ["Language", "Sprache"],
  status: ["Status", "Status"],
  dateOfBirth: ["Date of birth", "Geburtsdatum"],
  organisationName: ["Organisation name", "Organisation"],
  organization: ["Organization", "Organisation"],
  profession: ["Profession", "Beruf"],
  position: ["Position", "Position"],
});

/** Times from one moment to another. */
export const spanWord = catalogue({
  ago: ["{time} ago", "vor {time}"],
  span: ["{from} to {to}", "{from} bis {to}"],
  since: ["since {when}", "seit {when}"],
  before: ["before {when}", "vor {when}"],
});
