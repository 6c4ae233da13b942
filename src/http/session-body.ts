import { z } from "zod";
import { cleanName, ORGANISER_NAME } from "../organisers/names.ts";
import { PASSWORD_LENGTH } from "../organisers/passwords.ts";

const typed = z.string().min(1).max(PASSWORD_LENGTH.max);

/** What somebody signs in with: the host key, or the name and password of an organiser. */
export const LoginBody = z.union([z.object({ key: typed }), z.object({ name: typed, password: typed })]);

const password = z.string().min(PASSWORD_LENGTH.min).max(PASSWORD_LENGTH.max);

export const OrganiserBody = z.object({
  name: z.string().max(200).transform(cleanName).pipe(z.string().max(60).regex(ORGANISER_NAME)),
  password,
});

export const PasswordBody = z.object({ password });
