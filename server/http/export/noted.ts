/** How far somebody has taken something along. */
type Taken = { count: number; complete: boolean };

/** The pieces as they come; when they end, also because nobody takes them any more, `note` is told how far that was. */
export async function* noted<Piece>(
  pieces: AsyncIterable<Piece>,
  note: (taken: Taken) => Promise<unknown>,
): AsyncGenerator<Piece> {
  const taken = { count: 0, complete: false };
  try {
    for await (const piece of pieces) {
      taken.count += 1;
      yield piece;
    }
    taken.complete = true;
  } finally {
    await note(taken);
  }
}
