import { clsx } from "clsx";
import { CircleUserRound, Ellipsis, Keyboard, LogOut } from "lucide-react";
import { useNavigate } from "react-router";
import type { Me } from "../../shared/session-api";
import { densityPreference, type Density } from "../lib/density";
import { language, languageNames, switchLanguage } from "../lib/i18n/language";
import { themePreference } from "../lib/theme";
import { screensFor } from "./navigation";
import { useSignOut } from "./use-sign-out";
import { t } from "./words";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "../ui/menu";

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

type Props = { me: Me; tab?: boolean; onShortcuts: () => void };

/** Who is signed in, and how they like it. `tab` is its shape in the bottom bar of small screens. */
export function OperatorMenu({ me, tab = false, onShortcuts }: Props) {
  const Icon = tab ? Ellipsis : CircleUserRound;
  const theme = themePreference.use();
  const density = densityPreference.use();
  const signOut = useSignOut();
  const trigger = (
    <button
      type="button"
      aria-label={t(tab ? "moreOf" : "accountOf", { name: me.name })}
      className={clsx(
        "transition-colors hover:bg-hover data-popup-open:bg-press",
        tab
          ? "flex flex-1 flex-col items-center justify-center gap-0.5 text-xs text-fg-2"
          : "flex h-9 w-full items-center gap-2.5 rounded-control px-2 text-left",
      )}
    >
      <Icon aria-hidden className={clsx("shrink-0 text-fg-2", tab ? "size-5" : "size-4")} />
      {tab ? t("more") : <span className="min-w-0 flex-1 truncate font-medium">{me.name}</span>}
    </button>
  );
  return (
    <Menu trigger={trigger} side="top" align={tab ? "end" : "start"}>
      <div className="px-2 py-1.5">
        <div className="font-medium">{me.name}</div>
        <div className="text-sm text-fg-3">
          {me.email} · {me.role}
        </div>
      </div>
      {tab ? <SeldomScreens me={me} /> : null}
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
      <MenuItem onClick={signOut}>
        <LogOut aria-hidden className="size-3.5" />
        {t("signOut")}
      </MenuItem>
    </Menu>
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
