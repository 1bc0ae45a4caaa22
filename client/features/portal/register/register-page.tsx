import { Link } from "react-router";
import { linkLook } from "../link-look";
import { ORGANIZATION } from "../organization";
import { PageHeading } from "../page-heading";
import { portalPaths } from "../paths";
import { RegisterForm } from "./register-form";

export function RegisterPage() {
  return (
    <>
      <PageHeading title="Register">
        <p className="text-fg-2">
          Your account with {ORGANIZATION}. It takes about two minutes; what is marked optional can stay
          empty.
        </p>
        <p className="text-fg-2">
          Registered already?{" "}
          <Link to={portalPaths.signIn} className={linkLook}>
            Sign in
          </Link>
        </p>
      </PageHeading>
      <RegisterForm />
    </>
  );
}
