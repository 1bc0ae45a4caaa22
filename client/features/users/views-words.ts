import { catalogue } from "../../lib/i18n/catalogue";

/** The words of the menu of views, and of a view that was changed. */
export const t = catalogue({
  views: ["Views", "Ansichten"],
  sharedViews: ["Shared views", "Gemeinsame Ansichten"],
  myViews: ["My views", "Meine Ansichten"],
  everybody: ["Everybody", "Alle"],
  saveNewView: ["Save as a new view …", "Als neue Ansicht speichern …"],
  renameView: ["Rename or share …", "Umbenennen oder teilen …"],
  removeView: ["Remove this view …", "Diese Ansicht entfernen …"],
  copyLink: ["Copy link to what is shown", "Link auf das Gezeigte kopieren"],
  yours: ["yours", "Ihre"],
  linkCopied: ["Link copied", "Link kopiert"],
  linkCopiedHelp: [
    "It shows others what you see: filters, order and columns.",
    "Er zeigt anderen, was Sie sehen: Filter, Reihenfolge und Spalten.",
  ],
  viewSaved: ["“{name}” saved", "„{name}“ gespeichert"],
  viewNotSaved: ["The view was not saved", "Die Ansicht wurde nicht gespeichert"],
  save: ["Save", "Speichern"],
  saveAs: ["Save as …", "Speichern als …"],
  undo: ["Undo", "Zurücknehmen"],
  changedView: ["Changed view", "Geänderte Ansicht"],
  changed: ["Changed", "Geändert"],
});
