/** Items made of what a file of a past room shows. */
import { shapeOf } from "../../protocol/shape.ts";
import { faultsIn, TELLING } from "../document-fault.ts";
import { type Item, ItemSchema } from "../items/index.ts";
import { type Params, reasonOf } from "./faults.ts";

/** The item of a draft, or what fills the blanks of the fault that says why it is none. */
export const itemOf = (draft: Record<string, unknown>): { item: Item } | { blanks: Params } => {
  const { data, error } = shapeOf(ItemSchema, draft, TELLING);
  if (!error) return { item: data };
  const [{ path, ...fault } = { path: "", code: "unfit" as const, message: "" }] = faultsIn(error);
  return { blanks: { type: String(draft.type), path, ...reasonOf(fault) } };
};
