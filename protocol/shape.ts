/** Reading what anybody may have sent. */
import type { z } from "zod";

/**
 * What a schema makes of a value of any shape; never throws. Zod compares the `length` of whatever has one before it
 * has refused it, and that throws for objects that no primitive can be made of: they are refused as what is no value.
 */
export const shapeOf = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  params?: Parameters<Schema["safeParse"]>[1],
): z.ZodSafeParseResult<z.output<Schema>> => {
  try {
    return schema.safeParse(value, params);
  } catch {
    return schema.safeParse(Number.NaN, params);
  }
};
