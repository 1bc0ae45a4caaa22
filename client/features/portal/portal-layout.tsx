import { clsx } from "clsx";
import type { CSSProperties } from "react";
import { Outlet } from "react-router";
import { defaultOrganization } from "../../../shared/organization";
import { Link } from "../../ui/link";
import "./brand.css";
import { LanguageSwitch } from "./language-switch";
import { OrganizationContext, useAskedOrganization } from "./organization";

/** One calm column. The outlines of controls are stronger here than in the console: WCAG asks 3 : 1 of them. */
const controlOutline = "[--line-strong:color-mix(in_oklab,var(--text-3)_85%,var(--surface))]";

/**
 * In the organisation's name and colour. For the moment until they are known nothing is seen, so that nothing is seen in a
 * wrong one; but the page is there already and asks what it needs.
 */
export function PortalLayout() {
  const known = useAskedOrganization();
  const organization = known ?? defaultOrganization;
  const { name, color } = organization;
  return (
    <OrganizationContext value={organization}>
      <div
        className={clsx(
          "min-h-dvh bg-surface text-lg text-fg sm:bg-bg",
          controlOutline,
          color && "branded",
          !known && "awaits-name",
        )}
        style={{ "--brand": color || undefined } as CSSProperties}
      >
        <div className="mx-auto max-w-xl px-5 pb-20 sm:py-12">
          <header className="py-5 sm:px-10">
            <Link to="/portal" className="inline-flex items-center gap-2.5 rounded-sm font-semibold">
              <Mark />
              {name}
            </Link>
          </header>
          <main className="pt-3 sm:rounded-panel sm:border sm:border-line sm:bg-surface sm:p-10">
            <Outlet />
          </main>
          <footer className="pt-8 sm:px-10">
            <LanguageSwitch />
          </footer>
        </div>
      </div>
    </OrganizationContext>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 28 12" aria-hidden className="h-3 w-7">
      <path d="M6 6h16" stroke="currentColor" strokeWidth="1.75" />
      <circle cx="6" cy="6" r="4" className="fill-side-a" />
      <circle cx="22" cy="6" r="4" className="fill-side-b" />
    </svg>
  );
}
