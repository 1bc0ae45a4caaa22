import type { NamedTableInfo, OrderedQuery, TableNamesInDataModel } from "convex/server";
import type { DataModel, Doc } from "../_generated/dataModel";
import type { DatabaseReader, MutationCtx, QueryCtx } from "../_generated/server";
import type { Learnt } from "./formerWords";
import type { WholePerson } from "./wholePerson";

export type Table = TableNamesInDataModel<DataModel>;
export type Rows<T extends Table> = OrderedQuery<NamedTableInfo<DataModel, T>>;

/** One table, as far as it tells of people: where its rows about one are, what a purge leaves of them, what they hear of it. */
type Known<T extends Table> = {
  table: T;
  /** Read one after the other, each page by page. The same person has the same ranges. */
  ranges: (db: DatabaseReader, person: WholePerson) => Array<Rows<T>>;
  /** What the purge does with a row. `false`: there is more to do, and it is called again. */
  forget: (ctx: MutationCtx, row: Doc<T>, person: WholePerson) => Promise<boolean | void>;
  /** What a row tells of former days, by which the person may still be found in what others have written. */
  learn?: (row: Doc<T>, person: WholePerson) => Learnt[];
  /** What an export holds of a row; `null` for nothing. */
  tell: (ctx: QueryCtx, row: Doc<T>, person: WholePerson) => Promise<object | null> | object | null;
  /** Rows of one step, where they are heavy. */
  pageSize?: number;
};

/** A row as an export has it. One can be found by several ranges: its ID tells. */
export type ToldRow = { id: string; row: object };

/** The next page of a range: where it ends, or that it has ended. */
export type PageEnd = { cursor: string | null; isDone: boolean };

export type PersonPlace<T extends Table = Table> = {
  table: T;
  /** How many ranges it has. */
  count: (db: DatabaseReader, person: WholePerson) => number;
  isEmpty: (db: DatabaseReader, person: WholePerson, range: number) => Promise<boolean>;
  forgetPage: (
    ctx: MutationCtx,
    person: WholePerson,
    range: number,
    cursor: string | null,
  ) => Promise<PageEnd & { learnt: Learnt[] }>;
  /** The same without forgetting anything; only where something is to be learnt. */
  learnPage?: (
    ctx: QueryCtx,
    person: WholePerson,
    range: number,
    cursor: string | null,
  ) => Promise<PageEnd & { learnt: Learnt[] }>;
  tellPage: (
    ctx: QueryCtx,
    person: WholePerson,
    range: number,
    cursor: string | null,
  ) => Promise<PageEnd & { told: ToldRow[] }>;
};

const PAGE = 25;

/** Makes the walks of what is known of a table, so that they cannot miss each other's rows. */
export function place<T extends Table>({
  table,
  ranges,
  forget,
  tell,
  learn,
  pageSize = PAGE,
}: Known<T>): PersonPlace<T> {
  const rangeOf = (db: DatabaseReader, person: WholePerson, range: number): Rows<T> => {
    const found = ranges(db, person)[range];
    if (!found) throw new Error(`There is no range ${range} of ${table}.`);
    return found;
  };
  const pageOf = (db: DatabaseReader, person: WholePerson, range: number, cursor: string | null) =>
    rangeOf(db, person, range).paginate({ cursor, numItems: pageSize });
  const learntOn = (page: readonly unknown[], person: WholePerson) =>
    learn ? page.flatMap((row) => learn(row as Doc<T>, person)) : [];
  return {
    table,
    count: (db, person) => ranges(db, person).length,
    isEmpty: async (db, person, range) => (await rangeOf(db, person, range).first()) === null,
    async forgetPage(ctx, person, range, cursor) {
      const { page, isDone, continueCursor } = await pageOf(ctx.db, person, range, cursor);
      const learnt = learntOn(page, person);
      for (const row of page) {
        const isForgotten = await forget(ctx, row as Doc<T>, person);
        if (isForgotten === false) return { cursor, isDone: false, learnt };
      }
      return { cursor: continueCursor, isDone, learnt };
    },
    ...(learn && {
      async learnPage(ctx, person, range, cursor) {
        const { page, isDone, continueCursor } = await pageOf(ctx.db, person, range, cursor);
        return { cursor: continueCursor, isDone, learnt: learntOn(page, person) };
      },
    }),
    async tellPage(ctx, person, range, cursor) {
      const { page, isDone, continueCursor } = await pageOf(ctx.db, person, range, cursor);
      const told = await Promise.all(page.map((row) => tell(ctx, row as Doc<T>, person)));
      const rows = told.flatMap((row, index) => (row ? [{ id: page[index]?._id ?? "", row }] : []));
      return { cursor: continueCursor, isDone, told: rows };
    },
  };
}
