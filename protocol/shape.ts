/** Reading what anybody may have sent. */
import type { z } from "zod";

/**
 * A check that never throws. Zod compares the `length` of whatever has one before it has refused it, and that throws for
 * objects that no primitive can be made of: they are refused as what is no value.
 */
export const neverThrowing =
  <Result>(check: (value: unknown) => Result) =>
  (value: unknown): Result => {
    try {
      return check(value);
    } catch {
      return check(Number.NaN);
    }
  };

/** What a schema makes of a value of any shape; never throws. */
export const shapeOf = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  params?: Parameters<Schema["safeParse"]>[1],
): z.ZodSafeParseResult<z.output<Schema>> => neverThrowing((given) => schema.safeParse(given, params))(value);
