// Comfort only: every page works without it.
(() => {
  "use strict";

  // Says to who listens what others see.
  const said = document.querySelector("[data-said]");
  const say = (text) => {
    if (said) said.textContent = text;
  };

  // Copies a feed's address. The buttons are hidden until this can work.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) break;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = document.body.dataset.copied;
      } catch {
        button.textContent = document.body.dataset.copyRefused;
      }
      say(`${button.textContent}: ${button.dataset.copy}`);
      setTimeout(() => (button.textContent = label), 2000);
    });
  }

  // Leaves of a long list what carries the words typed.
  for (const field of document.querySelectorAll("[data-filter]")) {
    const rows = [...document.querySelectorAll(field.dataset.filter)];
    field.closest("[hidden]").hidden = false;
    field.addEventListener("input", () => {
      const words = field.value.toLocaleLowerCase().trim();
      const named = (row) => row.querySelector("th").textContent.toLocaleLowerCase().includes(words);
      for (const row of rows) row.hidden = !named(row);
      for (const group of new Set(rows.map((row) => row.closest("section")))) group.hidden = !group.querySelector("tbody tr:not([hidden])");
      say(`${document.body.dataset.feedsFound} ${rows.filter((row) => !row.hidden).length}`);
    });
  }

  // Guesses the reader's time zone, unless the form already carries a choice of theirs (data-chosen). Browsers may know it by an older
  // name than the form's: an option's data-others has those. An hour of its own (Etc/GMT-3) is in no list, and taken all the same.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of document.querySelectorAll("[data-guess-zone]")) {
    if (!zone || "chosen" in field.dataset) continue;
    const named = (option) => option.value === zone || (option.dataset.others ?? "").split(" ").includes(zone);
    const option = field instanceof HTMLSelectElement ? [...field.options].find(named) : { value: zone };
    if (option) field.value = option.value;
    else if (/^Etc\/GMT[+-]\d{1,2}$/.test(zone)) field.add(new Option(zone.slice(4), zone, false, true));
  }
})();
