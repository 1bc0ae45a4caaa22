/** What a list of users can be narrowed to and sorted by. Without schemas, so that the first screen can go without zod. */
export const userStatuses = ["active", "suspended", "deleted"] as const;

export const sortKeys = ["name", "email", "created", "lastSync", "lastWebhook", "attempts"] as const;
