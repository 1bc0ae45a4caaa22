export const linkLook = "rounded-sm text-accent underline underline-offset-4 hover:text-accent-hover";
