/** Says by how much a plan has become another one than was approved. */
export const whyOutdated = (changed: number, of: number, mayChangePercent: number): string =>
  `${changed} of ${of} (${Math.ceil((changed / of) * 1000) / 10}%) are not as in the plan any more, which is more than the ${mayChangePercent}% allowed.`;
