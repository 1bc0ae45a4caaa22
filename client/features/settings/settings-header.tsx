import type { ReactNode } from "react";
import { mayDo, type Permission } from "../../../shared/permissions";
import { ScreenHeader } from "../../ui/screen-header";
import { ScreenTabs } from "../../ui/screen-tabs";
import { useMe } from "../users/use-permission";
import { t } from "./words";

const tabs = [
  { to: "/settings", name: t("general"), exact: true },
  { to: "/settings/operators", name: t("operators"), needs: "operators.read" },
  { to: "/settings/tokens", name: t("tokens") },
] satisfies Array<{ to: string; name: string; exact?: boolean; needs?: Permission }>;

/** The top of the settings, and the ways to its parts for who may see them. */
export function SettingsHeader({ children }: { children?: ReactNode }) {
  const me = useMe();
  const open = tabs.filter(({ needs }) => !needs || (me && mayDo(me.role, needs)));
  return (
    <ScreenHeader title={t("settings")} tabs={<ScreenTabs label={t("settings")} tabs={open} />}>
      {children}
    </ScreenHeader>
  );
}
