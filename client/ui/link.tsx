import type { ComponentProps } from "react";
import { useHref, useLinkClickHandler, useMatch, type To } from "react-router";

type Props = Omit<ComponentProps<"a">, "href"> & {
  to: To;
  replace?: boolean;
  /** What the next screen is told beside its address. */
  state?: unknown;
};

/**
 * A link within the app, of what React Router offers for links of one's own: with its own come the ways in which its
 * framework fetches ahead, 3 KB that nothing here would use.
 */
export function Link({ to, replace, state, onClick, ...rest }: Props) {
  const follow = useLinkClickHandler<HTMLAnchorElement>(to, {
    ...(replace === undefined ? {} : { replace }),
    ...(rest.target === undefined ? {} : { target: rest.target }),
    state,
  });
  return (
    <a
      {...rest}
      href={useHref(to)}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) follow(event);
      }}
    />
  );
}

type NavProps = Omit<Props, "to" | "className"> & {
  to: string;
  /** Whether it is left when something below it is shown. */
  end?: boolean;
  className: (now: { isActive: boolean }) => string;
};

/** A link that knows, and says, whether it leads to where one is. */
export function NavLink({ to, end = false, className, ...rest }: NavProps) {
  const isActive = useMatch({ path: to, end }) !== null;
  return (
    <Link
      {...rest}
      to={to}
      aria-current={isActive ? "page" : undefined}
      className={className({ isActive })}
    />
  );
}
