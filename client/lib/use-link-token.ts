import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { z } from "zod";

const Kept = z.object({ token: z.string() }).nullable().catch(null);

/**
 * The token of the link somebody came by. It leaves the address at once, where everybody sees it over a shoulder and in
 * the history; this entry of the history keeps it, so that the page can be loaded again. Behind the `#` it goes to no server,
 * and so into no proxy's log.
 */
export function useLinkToken(): string | null {
  const { hash, pathname, state } = useLocation();
  const navigate = useNavigate();
  const fresh = hash.slice(1);
  const token = fresh || (Kept.parse(state)?.token ?? null);
  useEffect(() => {
    if (fresh) void navigate(pathname, { replace: true, state: { token: fresh } });
  }, [fresh, pathname, navigate]);
  return token;
}
