// Comfort only: every page works without it.
(() => {
  "use strict";

  // Copies a feed's address. The buttons are hidden until this can work.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) break;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not allowed";
      }
      setTimeout(() => (button.textContent = label), 2000);
    });
  }

  // Guesses the reader's time zone, unless the form already carries a choice of theirs (data-chosen).
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of document.querySelectorAll("[data-guess-zone]")) {
    if (!zone || "chosen" in field.dataset) continue;
    if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === zone)) continue;
    field.value = zone;
  }
})();
