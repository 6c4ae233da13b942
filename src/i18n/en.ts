/** English. Defines which texts there are; the other locales satisfy `Messages`. `{name}` is filled in by the page. */
export const en = {
  common: {
    true: "True",
    false: "False",
  },
};
export type Messages = typeof en;
