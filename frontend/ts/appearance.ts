/* The theme changes under the reader's hand; the form that it is sent by keeps the choice. */
import { all } from "./dom";

export function listenToTheme(): void {
  const root = document.documentElement;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-theme-form]")) return;
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    root.dataset["themeChoice"] = button.value;
    root.dispatchEvent(new CustomEvent("coulisse:theme"));
    for (const each of all<HTMLButtonElement>("button", form)) each.setAttribute("aria-pressed", String(each === button));
    const sent = new FormData(form, button);
    void fetch(form.action, { method: "POST", body: sent, redirect: "manual", keepalive: true });
  });
}
