import { healthSays } from "../../../shared/health-sentences";
import { reader } from "../../../shared/sentence";
import { catalogue } from "../../lib/i18n/catalogue";
import { language } from "../../lib/i18n/language";
import { wordTold, type AllOf } from "../../lib/i18n/told";
import { whyWords } from "../users/why-words";

const words = catalogue({
  answers: ["Answers.", "Antwortet."],
  answersIn: ["Answers in {ms} ms.", "Antwortet in {ms} ms."],
  silent: ["Does not answer.", "Antwortet nicht."],
  storeSilent: ["Does not answer. Nothing can be changed.", "Antwortet nicht. Es lässt sich nichts ändern."],
  notKnown: ["Not known yet.", "Noch nicht bekannt."],
  backendAnswers: ["The backend answers.", "Das Backend antwortet."],
  acceptsKey: ["It accepts Tandem’s key.", "Es nimmt den Schlüssel von Tandem an."],
  isThisApi: ["Its answer is that of the API.", "Seine Antwort ist die der API."],
  testFailed: ["The test itself failed.", "Der Test selbst ist fehlgeschlagen."],
  checkKey: [
    "{why} Check BACKEND_API_KEY and BACKEND_ORG_ID.",
    "{why} Prüfen Sie BACKEND_API_KEY und BACKEND_ORG_ID.",
  ],
  checkUrl: [
    "{why} Check that BACKEND_URL ends in /api/v1.",
    "{why} Prüfen Sie, ob BACKEND_URL auf /api/v1 endet.",
  ],
} satisfies AllOf<typeof healthSays>);

const read = reader(healthSays);

/** What the server says of the store or the backend, in the operator's language; a text that is none of ours stays. */
export function detailWords(text: string): string {
  if (language === "en") return text;
  const told = read(text);
  return told ? wordTold(words, told, { why: detailWords }) : whyWords(text);
}
