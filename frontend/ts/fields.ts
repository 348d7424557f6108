/* Small help in forms: a drop zone shows what it received, a filter of the server sends itself. */
import { all, one } from "./dom";

export function enhanceFields(within: ParentNode = document): void {
  for (const zone of all<HTMLElement>(".drop", within)) enhanceDrop(zone);
  for (const field of all<HTMLElement>("[data-submits]", within)) {
    field.addEventListener("change", () => field.closest("form")?.requestSubmit());
  }
}

function enhanceDrop(zone: HTMLElement): void {
  const input = one<HTMLInputElement>("input[type=file]", zone);
  const chosen = one<HTMLElement>(".chosen", zone);
  if (input === null) return;
  const show = (): void => {
    if (chosen !== null) chosen.textContent = [...(input.files ?? [])].map((file) => file.name).join(", ");
  };
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer !== null && event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  input.addEventListener("change", show);
}
