import { createContext, use } from "react";
import { matchRanges } from "../../../shared/search-text";
import { Marked } from "../../ui/marked";

/** The words being searched for, for everything inside that shows where it matches. */
export const SearchWords = createContext("");

export function MarkedMatch({ text }: { text: string }) {
  const query = use(SearchWords);
  return query ? <Marked text={text} ranges={matchRanges(text, query)} /> : text;
}
