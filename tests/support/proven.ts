/** On an identity or an actor of a test: they have just proved who they are, whatever time it is there. */
export const proven = { provedAt: Number.MAX_SAFE_INTEGER };
