/** Names by which organisers sign in. */

/** Printable characters of any script, and spaces between them. */
export const ORGANISER_NAME = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u;

/** A name as it is shown: composed, with single spaces. */
export const cleanName = (typed: string): string => typed.normalize("NFC").trim().replace(/\s+/gu, " ");

/** What makes two names the same one: neither case nor width nor spaces tell them apart. */
export const nameKeyOf = (typed: string): string => cleanName(typed).normalize("NFKC").toLowerCase();
