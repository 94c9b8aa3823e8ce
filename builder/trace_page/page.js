// The page without this script is whole: every claim's card stands in the last part, and links lead to it.
// With it, a claim opens beside the statement that it carries: one at a time, Escape or "close" puts it back.
(() => {
  "use strict";
  const root = document.documentElement;
  const narrow = window.matchMedia("(max-width: 60rem)");

  // The language that is shown is also the document's.
  const tell = () => {
    const chosen = document.querySelector('input[name="lang"]:checked');
    if (chosen) { root.lang = chosen.value; document.title = chosen.dataset.title; }
  };
  for (const radio of document.querySelectorAll('input[name="lang"]')) radio.addEventListener("change", tell);
  tell();

  // Links to claims become buttons that say whether their card is open.
  for (const link of document.querySelectorAll("a.claim")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", link.hash.slice(1));
    button.append(...link.childNodes);
    link.replaceWith(button);
  }
  for (const part of document.querySelectorAll(".claims details")) part.open = false;

  let shown = null; // { button, card, home, row }

  const close = (back) => {
    if (!shown) return;
    const { button, card, home, row } = shown;
    shown = null;
    card.querySelector(".close").remove();
    home.append(card);
    if (row) row.remove();
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  };

  // In the table the card gets a row of its own under the positions; where cells are stacked, it stays in its cell.
  const put = (card, host) => {
    const line = host.closest("table.matrix tr");
    if (!line || (narrow.matches && host.matches("td"))) { host.append(card); return null; }
    const row = document.createElement("tr");
    const cell = document.createElement("td");
    row.className = "opened";
    row.setAttribute("role", "row");
    cell.setAttribute("role", "cell");
    cell.colSpan = line.closest("table").rows[0].cells.length;
    cell.append(card);
    row.append(cell);
    line.after(row);
    return row;
  };

  const open = (button) => {
    const card = document.getElementById(button.getAttribute("aria-controls"));
    const host = button.closest("[data-host]");
    close(false);
    const home = card.parentElement;
    const row = put(card, host);
    const closer = document.getElementById("closer").content.firstElementChild.cloneNode(true);
    closer.addEventListener("click", () => close(true));
    card.querySelector("header").append(closer);
    button.setAttribute("aria-expanded", "true");
    shown = { button, card, home, row };
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.claim");
    if (!button) return;
    if (shown && shown.button === button) close(true); else open(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) { event.preventDefault(); close(true); }
  });

  // trace.html#claim-zhang-2023.d4 opens that claim where it is first used; else in the list of claims.
  const follow = () => {
    const name = location.hash.slice(1);
    const card = name && document.getElementById(name);
    if (!card || !card.matches(".card")) return;
    const button = document.querySelector(`button.claim[aria-controls="${CSS.escape(name)}"]`);
    if (button) { open(button); return; }
    card.closest("details").open = true;
    card.focus();
  };
  window.addEventListener("hashchange", follow);
  follow();

  // On paper everything is there.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => { for (const part of folded) part.open = false; });
})();
