import { Compass } from "lucide-react";
import { Link } from "react-router";
import { buttonLook } from "../ui/button-look";
import { EmptyState } from "../ui/empty-state";

export function NotFoundPage() {
  return (
    <EmptyState
      icon={<Compass aria-hidden />}
      title="There is no such page"
      actions={
        <Link to="/users" className={buttonLook("primary")}>
          Go to users
        </Link>
      }
    >
      The address may be mistyped, or from another version of Tandem.
    </EmptyState>
  );
}
