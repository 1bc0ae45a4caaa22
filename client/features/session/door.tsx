import type { ReactNode } from "react";

/** The page before the console: one narrow column. */
export function Door({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="flex w-full max-w-sm flex-col gap-5 rounded-panel border border-line bg-surface p-6">
        <div className="flex flex-col gap-1">
          <svg viewBox="0 0 24 12" aria-hidden className="mb-2 h-4 w-8">
            <path d="M8 6h8" stroke="currentColor" strokeWidth="1.75" />
            <circle cx="5" cy="6" r="3.5" className="fill-side-a" />
            <circle cx="19" cy="6" r="3.5" className="fill-side-b" />
          </svg>
          <h1 className="text-xl font-semibold">{title}</h1>
          {intro ? <p className="text-fg-2">{intro}</p> : null}
        </div>
        {children}
      </div>
    </main>
  );
}
