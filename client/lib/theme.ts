import { createPreference } from "./preference";

export const themes = ["light", "dark", "system"] as const;
export const themePreference = createPreference("theme", themes, "system");

/** Puts the chosen theme on the page and keeps it there when the choice or the system changes. */
export function followTheme() {
  const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const chosen = themePreference.read();
    const dark = chosen === "dark" || (chosen === "system" && systemDark.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  };
  apply();
  systemDark.addEventListener("change", apply);
  themePreference.subscribe(apply);
}
