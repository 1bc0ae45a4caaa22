/** Two dots and the line between them. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-md font-semibold tracking-tight">
      <svg viewBox="0 0 24 12" aria-hidden className="h-3 w-6">
        <path d="M8 6h8" stroke="currentColor" strokeWidth="1.75" />
        <circle cx="5" cy="6" r="3.5" className="fill-side-a" />
        <circle cx="19" cy="6" r="3.5" className="fill-side-b" />
      </svg>
      Tandem
    </span>
  );
}
