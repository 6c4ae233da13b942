/** The connection first: on a slow network its round trips pass while the page itself is loaded. */
import "./opened.ts";

const load = () => void import("./main.ts");
// This script waits for nothing, not for the style sheet and not for the end of the document, which the page needs.
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", load);
else load();
