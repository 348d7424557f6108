/* Ticked rows: how many, and the act for all of them. */
import { all, one } from "../dom";

export function watchSelection(inbox: HTMLElement): void {
  const form = one<HTMLFormElement>("#selection", inbox);
  if (form === null) return;
  const tell = (): void => {
    const ticked = all<HTMLInputElement>("#rows .pick:checked", inbox).length;
    form.classList.toggle("on", ticked > 0);
    const words = (ticked === 1 ? form.dataset["one"] : form.dataset["many"]) ?? "{n}";
    const count = one<HTMLElement>(".count", form);
    if (count !== null) count.textContent = words.replace("{n}", String(ticked));
  };
  const act = one<HTMLSelectElement>("[name=act]", form);
  const choose = (): void => {
    for (const more of all<HTMLElement>("[data-for]", form)) more.classList.toggle("on", more.dataset["for"] === act?.value);
  };
  inbox.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches(".pick")) tell();
    if (event.target === act) choose();
  });
  tell();
  choose();
}
