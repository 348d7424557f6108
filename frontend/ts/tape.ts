/* The calculators: the last result in view, a figure copied; beside the budget, a figure put into its cell. */
import { one } from "./dom";

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const insert = target?.closest<HTMLElement>("[data-insert]");
  if (insert) {
    insert.closest("dialog")?.close(); // first: closing gives the focus back to what opened it
    document.dispatchEvent(new CustomEvent("coulisse:insert", { detail: { text: insert.dataset["insert"] ?? "" } }));
  }
  const copy = target?.closest<HTMLElement>("[data-copies]");
  if (copy) void navigator.clipboard.writeText(copy.dataset["copies"] ?? "").then(() => copy.classList.add("was-copied"));
});
if (location.hash === "#result") one("#result")?.scrollIntoView({ block: "nearest" });
