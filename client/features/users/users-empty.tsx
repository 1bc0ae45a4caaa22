import { Import, SearchX } from "lucide-react";
import { Link } from "react-router";
import { Button } from "../../ui/button";
import { buttonLook } from "../../ui/button-look";
import { EmptyState } from "../../ui/empty-state";

/** No rows: either nobody is here yet, or nobody matches. */
export function UsersEmpty({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  if (narrowed) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title="Nobody matches"
        actions={<Button onClick={onClear}>Clear search and filters</Button>}
      >
        The search looks at names, e-mail addresses, phone numbers and IDs. Words may be cut short:{" "}
        <i>muel</i> finds Müller.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Import aria-hidden />}
      title="No users yet"
      actions={
        <>
          <Link to="/import" className={buttonLook("primary")}>
            Import two exports
          </Link>
          <a href="/portal/register" className={buttonLook()}>
            Register someone in the portal
          </a>
        </>
      }
    >
      Import a Convex snapshot and the CRM’s contacts, and everyone appears here as one row.
    </EmptyState>
  );
}
