import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { api } from "../../server/convex/_generated/api";
import type { FieldOwners } from "../../shared/field-owners";

/** An admin at the desk, who sends queries and mutations. */
type Desk = {
  query<F extends FunctionReference<"query">>(fn: F, args: FunctionArgs<F>): Promise<FunctionReturnType<F>>;
  mutation<F extends FunctionReference<"mutation">>(
    fn: F,
    args: FunctionArgs<F>,
  ): Promise<FunctionReturnType<F>>;
};

/** Says who owns these fields from now on. */
export async function setOwners(desk: Desk, owners: Partial<FieldOwners>): Promise<void> {
  const { version, settings } = await desk.query(api.settings.get, {});
  const fieldOwnership = { ...settings.fieldOwnership, ...owners };
  const changed = { ...settings, fieldOwnership };
  await desk.mutation(api.settings.update, { version, settings: changed, requestId: "request" });
}
