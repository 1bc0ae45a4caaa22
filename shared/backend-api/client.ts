/**
 * What Tandem calls itself in `User-Agent`. The backend needs it to tell an edit that Tandem made (and knows of)
 * from one that a person made in the CRM.
 */
export const TANDEM_USER_AGENT = "Tandem";
