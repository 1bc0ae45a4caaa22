import { Link } from "../../ui/link";
import { PageHeading } from "./page-heading";
import { linkLook } from "./link-look";

export function PortalNotFound() {
  return (
    <PageHeading title="There is no such page">
      <p className="text-fg-2">The address may be mistyped, or the page has moved.</p>
      <p>
        <Link to="/portal" className={linkLook}>
          Go to the start
        </Link>
      </p>
    </PageHeading>
  );
}
