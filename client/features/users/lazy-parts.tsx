import { Suspense, useState, type ComponentProps } from "react";
import { sparePart } from "../../lib/lazy-part";

const Drawer = sparePart(async () => (await import("./person-drawer")).PersonDrawer);
const Bulk = sparePart(async () => (await import("./bulk-dialog")).BulkDialog);
const OfPicked = sparePart(async () => (await import("./selection-bar")).SelectionBar);
const Empty = sparePart(async () => (await import("./users-empty")).UsersEmpty);
const OfView = sparePart(async () => (await import("./view-dialog")).ViewDialog);

/** The drawer, whose code comes with the first person opened; from then on it stays, to go away gracefully. */
export function PersonDrawer(props: ComponentProps<typeof Drawer>) {
  const [needed, setNeeded] = useState(props.id !== null);
  if (props.id !== null && !needed) setNeeded(true);
  return needed ? (
    <Suspense>
      <Drawer {...props} />
    </Suspense>
  ) : null;
}

export function BulkDialog(props: ComponentProps<typeof Bulk>) {
  return (
    <Suspense>
      <Bulk {...props} />
    </Suspense>
  );
}

export function SelectionBar(props: ComponentProps<typeof OfPicked>) {
  return (
    <Suspense>
      <OfPicked {...props} />
    </Suspense>
  );
}

export function ViewDialog(props: ComponentProps<typeof OfView>) {
  return (
    <Suspense>
      <OfView {...props} />
    </Suspense>
  );
}

export function UsersEmpty(props: ComponentProps<typeof Empty>) {
  return (
    <Suspense>
      <Empty {...props} />
    </Suspense>
  );
}
