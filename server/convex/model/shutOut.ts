type Times = { deletedAt?: number; suspendedAt?: number };

/** By whether there is a time, not by the time: the backend's clock may say that it was in 1970. */
export const isDeleted = ({ deletedAt }: Times): boolean => deletedAt !== undefined;
export const isSuspended = ({ suspendedAt }: Times): boolean => suspendedAt !== undefined;
