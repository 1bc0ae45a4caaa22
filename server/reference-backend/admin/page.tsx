/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Address, ButtonForm } from "./parts";
import { DRILL_PATH, SECTIONS, type Section, pathOf } from "./paths";
import { STYLE } from "./style";

/** What stands around the content of a page. */
export interface Frame {
  title: string;
  section: Section | null;
  /** How many faults are on: every page says so, or somebody would look for an outage that is none. */
  drills: number;
  /** What was just done, in a sentence. */
  done?: string | undefined;
}

/** A whole document. React escapes what it is given, so strange names and answers stay text. */
export function render({ title, section, drills, done }: Frame, content: ReactNode): string {
  const page = (
    <html lang="en">
      <head>
        <title>{`${title} – backend`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <Top section={section} />
        <main className="sheet">
          {drills > 0 && <DrillNotice count={drills} />}
          {done && (
            <p className="notice" role="status">
              {done}
            </p>
          )}
          <h1>
            <Address text={title} />
          </h1>
          {content}
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

function Top({ section }: { section: Section | null }) {
  return (
    <header className="top">
      <nav className="sheet" aria-label="Pages of the backend">
        <strong>Backend</strong>
        <ul>
          {SECTIONS.map((each) => (
            <li key={each.path}>
              <a href={pathOf(each)} aria-current={each === section ? "page" : undefined}>
                {each.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function DrillNotice({ count }: { count: number }) {
  return (
    <div className="notice warn">
      <span>Fire drill: {count === 1 ? "a fault is" : `${count} faults are`} on.</span>
      <a href={DRILL_PATH}>Which</a>
      <ButtonForm action={`${DRILL_PATH}/stop-all`} label="Stop everything" />
    </div>
  );
}
