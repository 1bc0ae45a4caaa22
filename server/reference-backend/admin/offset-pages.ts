import { withQuery } from "./paths";

interface Window {
  limit: number;
  offset: number;
}

/** The ways from one page of a counted list to those beside it. */
export function offsetPages(
  path: string,
  wanted: Record<string, string | undefined>,
  { limit, offset }: Window,
  shown: number,
  total: number,
) {
  const to = (start: number) => withQuery(path, { ...wanted, offset: start || undefined });
  return {
    before: offset > 0 ? { href: to(Math.max(0, offset - limit)), name: "Previous" } : undefined,
    after: offset + shown < total ? { href: to(offset + limit), name: "Next" } : undefined,
    where: shown > 0 ? `${number(offset + 1)}–${number(offset + shown)} of ${number(total)}` : undefined,
  };
}

const number = (n: number) => n.toLocaleString("en");
