import { type Topic, demand, need } from "../check";
import { frontendUserForm } from "../forms/frontend-user";
import { isJson, read, unwrapped } from "../forms/read";
import type { Probe } from "../probe";
import { someContact } from "../samples";
import type { Answer } from "../wire";
import { member } from "./registration";

const NOBODY = "no contact names a frontend user";

export const frontendUsers: Topic = {
  name: "Frontend users",
  checks: [
    {
      title: "GET /frontend-users/:id gives the frontend user",
      async run(probe) {
        const { frontendUserId } = await someContact(probe, NOBODY, (contact) => !!contact.frontendUserId);
        const id = need(frontendUserId, NOBODY);
        const user = read(frontendUserForm, await byId(probe, id), "a frontend user");
        demand(user.id === id, "the frontend user that was asked for", "another");
      },
    },
    {
      title: "GET /frontend-users?convexUserId=… finds who registered",
      writes: true,
      async run(probe) {
        const { frontendUserId } = await member(probe);
        const { convexUserId } = probe.people.person("member");
        const user = read(frontendUserForm, await byConvexUser(probe, convexUserId), "a frontend user");
        demand(user.id === frontendUserId, "who registered", "another");
        demand(user.authProvider === "email", "authProvider email", user.authProvider ? "another" : "none");
        const isFromHere = user.registrationSource === "website";
        demand(isFromHere, "registrationSource website", user.registrationSource ? "another" : "none");
      },
    },
    {
      title: "Nobody is found where there is nobody",
      async run(probe) {
        const one = await byId(probe, "frontend_user_backend-check-nobody");
        demand(one.status === 404, "status 404 for the ID", `status ${one.status}`);
        const found = await byConvexUser(probe, "backend-check-nobody");
        const isNobody = found.status === 404 || isEmpty(found);
        demand(isNobody, "404, or an empty list, for the Convex user", `status ${found.status}`);
      },
    },
  ],
};

const byId = (probe: Probe, id: string): Promise<Answer> =>
  probe.get(`/frontend-users/${encodeURIComponent(id)}`);
const byConvexUser = (probe: Probe, convexUserId: string): Promise<Answer> =>
  probe.get("/frontend-users", { convexUserId });

function isEmpty({ status, json }: Answer): boolean {
  const body = unwrapped(json);
  const list = isJson(body) ? Object.values(body).find(Array.isArray) : body;
  return status === 200 && Array.isArray(list) && list.length === 0;
}
