import type { FastifyInstance } from "fastify";
import { renderBookings } from "../../admin/bookings-page";
import { MAILS_PATH, renderMail, renderMails } from "../../admin/mails-page";
import { ADMIN_PATH } from "../../admin/paths";
import { WORKFLOWS_PATH, renderWorkflows } from "../../admin/workflows-page";
import { parseInput } from "../../api-error";
import { existingMail, listMails, mailListQuery, tryMailAgain } from "../../mail/log";
import { bookingListQuery, listBookings } from "../../store/booking-list";
import { executionListQuery, listExecutions } from "../../store/executions";
import { given } from "./given";
import { type Admin, type ById, frameOf, sendPage } from "./send-page";

/** What has happened: bookings, runs of workflows, mails. */
export function addRecordPages(app: FastifyInstance, admin: Admin): void {
  const { db } = admin.backend;

  app.get(`${ADMIN_PATH}/bookings`, (request, reply) => {
    const query = parseInput(bookingListQuery, given(request.query));
    const list = { query, ...listBookings(db, query) };
    return sendPage(reply, renderBookings(frameOf(admin, "/bookings", "Bookings", request), list));
  });

  app.get(WORKFLOWS_PATH, (request, reply) => {
    const page = listExecutions(db, parseInput(executionListQuery, given(request.query)));
    return sendPage(reply, renderWorkflows(frameOf(admin, "/workflows", "Workflows", request), page));
  });

  app.get(MAILS_PATH, (request, reply) => {
    const query = parseInput(mailListQuery, given(request.query));
    const { status, recipient } = query;
    const list = { status, recipient, ...listMails(db, query) };
    return sendPage(reply, renderMails(frameOf(admin, "/mails", "Mails", request), list));
  });

  app.get<ById>(`${MAILS_PATH}/:id`, (request, reply) => {
    const mail = existingMail(db, request.params.id);
    return sendPage(reply, renderMail(frameOf(admin, "/mails", mail.subject || "A mail", request), mail));
  });

  app.post<ById>(`${MAILS_PATH}/:id/retry`, (request, reply) => {
    tryMailAgain(admin.backend, request.params.id);
    return reply.redirect(`${MAILS_PATH}/${request.params.id}?done=again`, 303);
  });
}
