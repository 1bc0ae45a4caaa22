/** The parts of a person's page that an action leads to. */
const matchReview = "match-review";
const comparison = "comparison";

export const placeOf = { matchReview, comparison } as const;
export const showMatchReview = () => goTo(matchReview);
export const showComparison = () => goTo(comparison);

/** Brings it into sight and the keyboard to it. Its heading is read out, as after any jump. */
function goTo(id: string): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: "center" });
  place?.focus({ preventScroll: true });
}
