// The page without this script is whole: reload it by hand. With it, the page follows what is saved: only the blocks that
// changed are replaced, the place on the screen stays, and what changed is marked for a moment.
(() => {
  "use strict";
  const MARKED_MS = 4000;
  const told = document.body.dataset;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const status = () => document.getElementById("status");
  const say = (text, kind) => { status().textContent = text; status().className = kind; };

  const lines = (root) => new Map([...root.querySelectorAll("[data-id]")].map((e) => [name(e), sign(e)]));
  const name = (element) => {
    const block = element.closest("[data-key]");
    return `${block ? block.dataset.key : ""} ${element.dataset.id}`;
  };
  const sign = (element) => element.dataset.mark || element.textContent;

  // The block at the top of the window, and where it stands: there it is to stay.
  const anchor = () => {
    const top = document.getElementById("bar").getBoundingClientRect().bottom;
    const block = [...document.querySelectorAll("main [data-key]")].find((e) => e.getBoundingClientRect().bottom > top);
    return block ? { key: block.dataset.key, top: block.getBoundingClientRect().top } : null;
  };
  const hold = (kept) => {
    const block = kept && document.querySelector(`main [data-key="${CSS.escape(kept.key)}"]`);
    if (block) window.scrollBy({ top: block.getBoundingClientRect().top - kept.top, behavior: "instant" });
  };

  // Blocks that are the same stay the same elements: what is open stays open, what has the focus keeps it.
  const patch = (before, after) => {
    const old = new Map([...before.children].map((e) => [e.dataset.key, e]));
    let next = before.firstElementChild;
    for (const fresh of [...after.children]) {
      const there = old.get(fresh.dataset.key);
      const same = there && there.parentElement === before && there.dataset.as === fresh.outerHTML;
      const block = same ? there : document.importNode(fresh, true);
      block.dataset.as = fresh.outerHTML;
      if (there && !same) {
        for (const [n, part] of block.querySelectorAll("details").entries()) {
          const was = there.querySelectorAll("details")[n];
          part.open = Boolean(was && was.open);
        }
        if (there === next) next = next.nextElementSibling;
        there.replaceWith(block);
        continue;
      }
      if (block === next) next = next.nextElementSibling;
      else before.insertBefore(block, next);
    }
    const wanted = new Set([...after.children].map((e) => e.dataset.key));
    for (const block of [...before.children]) if (!wanted.has(block.dataset.key)) block.remove();
  };
  const remember = () => {
    for (const part of document.querySelectorAll("main [data-key], #bar, #problems")) {
      if (!part.dataset.as) part.dataset.as = part.outerHTML;
    }
  };

  const mark = (before) => {
    const changed = [...document.querySelectorAll("main [data-id]")].filter((e) => before.get(name(e)) !== sign(e));
    for (const element of changed) {
      element.classList.add("changed");
      window.setTimeout(() => element.classList.remove("changed"), MARKED_MS);
    }
    if (!changed.length) return;
    const seen = (e) => { const box = e.getBoundingClientRect(); return box.bottom > 80 && box.top < innerHeight && box.height; };
    const shown = changed.filter((e) => e.checkVisibility());
    if (shown.length && !shown.some(seen)) {
      shown[0].scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
    }
    say(`${told.fresh}: ${changed[0].textContent.slice(0, 60)}`, "fresh");
  };

  const swap = (id, fresh) => {
    const here = document.getElementById(id), there = fresh.getElementById(id);
    if (here.dataset.as === there.outerHTML) return;
    here.dataset.as = there.outerHTML;
    if (id === "problems") {
      here.className = there.className;
      here.replaceChildren(...document.importNode(there, true).childNodes);
      return;
    }
    for (const part of [".files", ".views"]) { // the status beside them is ours
      const old = here.querySelector(part), now = there.querySelector(part);
      if (old && now && old.outerHTML !== now.outerHTML) old.replaceWith(document.importNode(now, true));
    }
  };

  const update = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) { location.assign("/"); return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = document.querySelector("main"), after = fresh.querySelector("main");
    const from = main.querySelector(".sheet, .pictures"), to = after.querySelector(".sheet, .pictures");
    const kept = anchor(), before = lines(main);
    swap("bar", fresh);
    swap("problems", fresh);
    document.title = fresh.title;
    if (!from || !to) {
      if (answer.redirected) { location.assign(answer.url); return; }
      main.replaceChildren(...document.importNode(after, true).childNodes);
      remember();
      return;
    }
    const notice = document.getElementById("notice"), said = fresh.getElementById("notice");
    if (notice) notice.remove();
    if (said) from.before(document.importNode(said, true));
    patch(from, to);
    hold(kept);
    mark(before);
  };

  remember();
  let busy = false, again = false;
  const follow = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try { do { again = false; await update(); } while (again); } catch { say(told.lost, "lost"); } finally { busy = false; }
  };
  let version = null;
  const events = new EventSource("/events");
  events.onmessage = (event) => {
    if (status().className !== "fresh") say(told.live, "live");
    if (version !== null && version === event.data) return;
    version = event.data;
    follow();
  };
  events.onerror = () => { version = null; say(told.lost, "lost"); };
})();
