/* Runs before the first paint, as a plain script: the chosen theme, or the system's where none was chosen. */
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function paint(): void {
  const chosen = root.dataset["themeChoice"] ?? "auto";
  root.dataset["theme"] = chosen === "auto" ? (system.matches ? "dark" : "light") : chosen;
}

system.addEventListener("change", paint);
root.addEventListener("coulisse:theme", paint);
paint();
