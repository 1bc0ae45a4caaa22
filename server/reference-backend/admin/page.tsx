/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** A form with nothing but its button. */
export function Button({ action, label }: { action: string; label: string }) {
  return (
    <form method="post" action={action}>
      <button>{label}</button>
    </form>
  );
}

/** The head row of a table. */
export function Head({ names }: { names: readonly string[] }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Unix milliseconds as people and programs both read them. */
export const toIso = (at: number) => new Date(at).toISOString();

const STYLE =
  "body{font:15px/1.5 system-ui;margin:2rem}table{border-collapse:collapse}th,td{text-align:left;padding:.3rem .8rem .3rem 0}" +
  "form{display:inline-block;margin-right:.5rem}pre{white-space:pre-wrap;overflow-wrap:anywhere}";

/** A whole document. React escapes what it is given, so strange names and answers stay text. */
export function render(title: string, content: ReactNode): string {
  const page = (
    <html lang="en">
      <head>
        <title>{title}</title>
        <meta name="viewport" content="width=device-width" />
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{title}</h1>
        {content}
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
