/** The connection first: on a slow network its round trips pass while the page itself is loaded. */
import "./opened.ts";

void import("./main.ts");
