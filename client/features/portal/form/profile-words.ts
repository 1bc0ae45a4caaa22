import { catalogue } from "../../../lib/i18n/catalogue";

export const t = catalogue({
  salutation: ["Salutation", "Anrede"],
  noSalutation: ["No salutation", "Keine Anrede"],
  frau: ["Ms", "Frau"],
  herr: ["Mr", "Herr"],
  divers: ["Mx", "Divers"],
  titleField: ["Title", "Titel"],
  titleHint: ["Such as Dr. or Prof.", "Etwa Dr. oder Prof."],
  firstName: ["First name", "Vorname"],
  lastName: ["Last name", "Nachname"],
  email: ["E-mail", "E-Mail"],
  phone: ["Phone", "Telefon"],
  phoneHint: ["With area code, such as +49 151 2345678.", "Mit Vorwahl, etwa +49 151 2345678."],
  organization: ["Organisation", "Organisation"],
  organizationHint: ["Such as a hospital or a practice.", "Etwa eine Klinik oder eine Praxis."],
  profession: ["Profession", "Beruf"],
  position: ["Position", "Position"],
});
