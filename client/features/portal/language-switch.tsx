import { language, languageNames, switchLanguage } from "../../lib/i18n/language";
import { linkLook } from "./link-look";
import { t } from "./words";

/** The other languages of the portal, each by its own name. What was typed into a form is lost: so it stands at the end. */
export function LanguageSwitch() {
  return (
    <nav aria-label={t("language")} className="flex gap-4">
      {languageNames.map(([code, name]) =>
        code === language ? null : (
          <button
            key={code}
            type="button"
            lang={code}
            className={linkLook}
            onClick={() => switchLanguage(code)}
          >
            {name}
          </button>
        ),
      )}
    </nav>
  );
}
