import type { ReactNode } from "react";
import { mayDo } from "../../../shared/permissions";
import { ScreenHeader } from "../../ui/screen-header";
import { ScreenTabs } from "../../ui/screen-tabs";
import { useMe } from "../users/use-permission";
import { t } from "./words";

const tabs = [
  { to: "/settings", name: t("general"), exact: true },
  { to: "/settings/operators", name: t("operators") },
];

/** The top of the settings, and the way to the operators for who may see them. */
export function SettingsHeader({ children }: { children?: ReactNode }) {
  const me = useMe();
  const mayGo = me && mayDo(me.role, "operators.read");
  return (
    <ScreenHeader
      title={t("settings")}
      tabs={mayGo ? <ScreenTabs label={t("settings")} tabs={tabs} /> : null}
    >
      {children}
    </ScreenHeader>
  );
}
