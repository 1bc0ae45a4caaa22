import { z } from "zod";
import { Plain, PersonalWords } from "./personal";

/** Views of the users list that operators keep: inputs and outputs of the tRPC router `savedViews`. */

/** The part of the list's address that says what is seen: words, filters, order and columns. */
const ViewSearch = Plain.max(2000);
/** How the columns lie, as the list's address says it. */
export const ColumnsText = Plain.max(400);

export const SavedView = z.object({
  viewId: Plain,
  name: PersonalWords,
  shared: z.boolean(),
  search: ViewSearch,
  owner: Plain,
  mine: z.boolean(),
});
export type SavedView = z.infer<typeof SavedView>;

/** `columns`: how this operator has laid them out, or `null` for as they come. */
export const SavedViews = z.object({ views: z.array(SavedView), columns: ColumnsText.nullable() });
export type SavedViews = z.infer<typeof SavedViews>;

/** Without a `viewId` a new one is made. */
export const SaveViewInput = z.object({
  viewId: z.string().optional(),
  name: z.string().trim().min(1, "Give the view a name.").max(60, "At most 60 characters."),
  shared: z.boolean(),
  search: ViewSearch,
});
export const ViewRef = z.object({ viewId: Plain });
export const KeepColumnsInput = z.object({ columns: ColumnsText.nullable() });
