/** Storing what is not stored yet when the page is left, whichever way. */
import type { Model } from "./model.ts";

/** A server that does not answer keeps nobody here, ms. */
const PATIENCE_MS = 3000;

/** Watches the page for being left; `model` is what is open by then. */
export const watchLeaving = (model: () => Model | undefined): void => {
  const leave = () => {
    // Kept first: what is being sent may get no answer here any more.
    model()?.keep();
    void model()?.flush();
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  addEventListener("beforeunload", (event) => {
    model()?.keep();
    if (model()?.kept === false) event.preventDefault();
  });
  // The host page opens rooms of what is stored by then.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="/"]') : null;
    const stored = link ? model()?.flush() : undefined;
    if (!link || !stored || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const patience = new Promise((done) => setTimeout(done, PATIENCE_MS));
    void Promise.race([stored, patience]).finally(() => location.assign(link.href));
  });
};
