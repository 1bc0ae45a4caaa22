import type { ReactNode } from "react";

/** One titled part of what is known of something. */
export function Part({ title, after, children }: { title: string; after?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="flex-1 font-semibold">{title}</h3>
        {after}
      </div>
      {children}
    </section>
  );
}
