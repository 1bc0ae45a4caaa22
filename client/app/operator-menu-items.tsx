import { Keyboard, LogOut, UserRoundCog } from "lucide-react";
import { useNavigate } from "react-router";
import type { Me } from "../../shared/session-api";
import { roleWords } from "../features/users/words";
import { densityPreference, type Density } from "../lib/density";
import { language, languageNames, switchLanguage } from "../lib/i18n/language";
import { themePreference } from "../lib/theme";
import { MenuChoice, MenuItem, MenuSeparator } from "../ui/menu";
import { screensFor } from "./navigation";
import { useSignOut } from "./use-sign-out";
import { t } from "./late-words";

const themeNames = [
  ["light", t("light")],
  ["dark", t("dark")],
  ["system", t("system")],
] as const;
const densityNames: ReadonlyArray<readonly [Density, string]> = [
  ["compact", t("compact")],
  ["default", t("default")],
  ["comfortable", t("comfortable")],
];

type Props = { me: Me; withScreens: boolean; onShortcuts: () => void };

/** What is in the operator's menu; on small screens also the screens for which the bar has no room. */
export function OperatorMenuItems({ me, withScreens, onShortcuts }: Props) {
  const theme = themePreference.use();
  const density = densityPreference.use();
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <>
      <div className="px-2 py-1.5">
        <div className="font-medium">{me.name}</div>
        <div className="text-sm text-fg-3">
          {me.email} · {roleWords(me.role)}
        </div>
      </div>
      {withScreens ? <SeldomScreens me={me} /> : null}
      <MenuSeparator />
      <MenuChoice label={t("theme")} value={theme} onChange={themePreference.write} options={themeNames} />
      <MenuChoice
        label={t("rowHeight")}
        value={density}
        onChange={densityPreference.write}
        options={densityNames}
      />
      <MenuChoice label={t("language")} value={language} onChange={switchLanguage} options={languageNames} />
      <MenuSeparator />
      <MenuItem onClick={onShortcuts}>
        <Keyboard aria-hidden className="size-3.5" />
        {t("shortcuts")}
      </MenuItem>
      <MenuItem onClick={() => void navigate("/account")}>
        <UserRoundCog aria-hidden className="size-3.5" />
        {t("account")}
      </MenuItem>
      <MenuItem onClick={signOut}>
        <LogOut aria-hidden className="size-3.5" />
        {t("signOut")}
      </MenuItem>
    </>
  );
}

/** The screens for which the bottom bar has no room. */
function SeldomScreens({ me }: { me: Me }) {
  const navigate = useNavigate();
  const screens = screensFor(me.role).filter(({ seldom }) => seldom);
  if (screens.length === 0) return null;
  return (
    <>
      <MenuSeparator />
      {screens.map(({ to, name, icon: Icon }) => (
        <MenuItem key={to} onClick={() => void navigate(to)}>
          <Icon aria-hidden className="size-3.5" />
          {name}
        </MenuItem>
      ))}
    </>
  );
}
