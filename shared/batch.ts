/** Calls that one request may hold. A page asks a dozen at once; thousands would be one stranger's way past every limit. */
export const MOST_CALLS = 50;
