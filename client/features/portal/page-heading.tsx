import { useEffect, useRef, type ReactNode } from "react";
import { useLocation } from "react-router";
import { useOrganization } from "./organization";

type Props = { title: string; children?: ReactNode };

/** The page's name in the tab and on the page. After a move inside the portal, focus starts here. */
export function PageHeading({ title, children }: Props) {
  const { name } = useOrganization();
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const arrived = useRef(key);
  useEffect(() => {
    const opened = arrived.current === "default";
    if (!opened && document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <div className="mb-8 flex flex-col gap-2">
      <title>{`${title} · ${name}`}</title>
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none">
        {title}
      </h1>
      {children}
    </div>
  );
}
