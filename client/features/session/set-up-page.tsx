import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { useTRPC } from "../../lib/trpc";
import { buttonLook } from "../../ui/button-look";
import { QueryFailed } from "../../ui/query-failed";
import { Skeleton } from "../../ui/skeleton";
import { Door } from "./door";
import { SetUpForm } from "./set-up-form";

/** Behind the one-time link of the first start: the first admin says who they are. */
export function SetUpPage() {
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const status = useQuery(trpc.session.setUpStatus.queryOptions({ token }, { staleTime: Infinity }));
  if (status.data?.usable) {
    return (
      <Door title="Set up Tandem" intro="You become the first admin. This link works once.">
        <SetUpForm token={token} />
      </Door>
    );
  }
  if (status.data) {
    return (
      <Door title="This link cannot be used" intro={status.data.why ?? "It is not known here."}>
        <p className="text-fg-2">
          Sign in if you have set up your account. Otherwise start Tandem again: while nobody is set up, it
          prints a new link.
        </p>
        <Link to="/sign-in" className={buttonLook("primary")}>
          Go to sign-in
        </Link>
      </Door>
    );
  }
  if (status.error) {
    return (
      <Door title="Set up Tandem">
        <QueryFailed
          query={status}
          title="The link could not be checked"
          safety="It was not used up. You can try again."
        />
      </Door>
    );
  }
  return (
    <Door title="Set up Tandem">
      <div role="status" aria-label="Checking the link" className="flex flex-col gap-4">
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
      </div>
    </Door>
  );
}
