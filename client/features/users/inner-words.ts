import { fieldName as englishName } from "../../../shared/field-names";
import { comparedFields } from "../../../shared/link-state";
import { fieldName } from "../../lib/field-title";
import { formatList } from "../../lib/format";

/** "phone, last name", as the server lists fields within a sentence. */
export function fieldsWords(list: string): string {
  const names = list.split(", ").map((name) => {
    const field = comparedFields.find((each) => englishName(each) === name);
    return field ? fieldName(field) : name;
  });
  return formatList(names);
}
