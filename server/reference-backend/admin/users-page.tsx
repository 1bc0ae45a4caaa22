/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import { FRONTEND_USER_STATUSES } from "../../../shared/backend-api";
import type { FrontendUserListQuery } from "../store/frontend-user-list";
import type { FrontendUser } from "../store/frontend-users";
import { Field, Select } from "./fields";
import { offsetPages } from "./offset-pages";
import { type Frame, render } from "./page";
import { Address, Pages, Table, When } from "./parts";
import { ADMIN_PATH } from "./paths";

export const USERS_PATH = `${ADMIN_PATH}/users`;

/** A page of the frontend users that fit. */
export interface UserList {
  query: FrontendUserListQuery;
  users: readonly FrontendUser[];
  total: number;
}

/** The frontend users, to search and to go to. */
export function renderUsers(frame: Frame, { query, users, total }: UserList): string {
  const { search, status } = query;
  return render(
    frame,
    <>
      <form className="search" role="search" action={USERS_PATH}>
        <Field wide label="Beginning of an e-mail, name, or ID" name="search" type="search" value={search} />
        <Select
          label="Status"
          name="status"
          value={status}
          options={[["", "any"], ...FRONTEND_USER_STATUSES.map((each) => [each, each] as const)]}
        />
        <button>Search</button>
      </form>
      <Table
        label="Frontend users"
        columns={["E-mail", "Status", "Signs in by", "Came from", "Created"]}
        rows={users.map((user) => ({ key: user.id, cells: cellsOf(user) }))}
        none="No frontend user fits."
      />
      <Pages {...offsetPages(USERS_PATH, { search, status }, query, users.length, total)} />
    </>,
  );
}

function cellsOf({ id, email, status, authProvider, registrationSource, createdAt }: FrontendUser) {
  return [
    <a key="email" href={`${USERS_PATH}/${encodeURIComponent(id)}`}>
      <Address text={email} />
    </a>,
    status,
    authProvider,
    registrationSource,
    <When key="created" at={createdAt} />,
  ];
}
