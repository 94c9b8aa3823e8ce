// Opens a trace page in Debian's Chromium and prints what it saw as JSON; tests/test_trace_browser.py judges it.
//     node trace.mjs PAGE.html CHROMIUM [STATE,…]      the states in which axe-core runs; all unless named
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , file, executablePath, states = ""] = process.argv;
const address = pathToFileURL(file).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args: flags });
const seen = { requests: [], messages: [], axe: {} };

const visit = async (options, hash = "") => {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1400, height: 1000 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10000);
  page.on("request", (request) => { if (request.url().split("#")[0] !== address) seen.requests.push(request.url()); });
  page.on("console", (message) => seen.messages.push(message.text()));
  page.on("pageerror", (error) => seen.messages.push(String(error)));
  await page.goto(address + hash);
  return page;
};
const audit = async (page, name) => {
  if (states && !states.split(",").includes(name)) return;
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  seen.axe[name] = result.violations.map((v) => ({ id: v.id, impact: v.impact, at: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)) }));
};
const state = (page) => page.evaluate(() => {
  const button = document.querySelector('button.claim[aria-expanded="true"]');
  const card = button && document.getElementById(button.getAttribute("aria-controls"));
  const box = card && card.getBoundingClientRect();
  const active = document.activeElement;
  return {
    open: document.querySelectorAll('button.claim[aria-expanded="true"]').length,
    card: card ? card.id : "",
    text: card ? card.innerText : "",
    visible: Boolean(card && card.checkVisibility()),
    inView: Boolean(box && box.top < innerHeight && box.bottom > 0 && box.left >= 0 && box.right <= innerWidth),
    focus: active.id || active.className,
    rows: document.querySelectorAll("tr.opened").length,
    cards: document.querySelectorAll("article.card").length,
    homes: document.querySelectorAll(".slot > article.card").length,
  };
});

// A mouse, both languages, the accessibility rules with and without an open claim.
let page = await visit({});
seen.start = await state(page);
seen.title = { zh: await page.title(), lang: await page.evaluate(() => document.documentElement.lang) };
await audit(page, "zh");
const button = page.locator("table.matrix button.claim").first();
seen.name = await button.evaluate((b) => b.innerText);
seen.wanted = await button.getAttribute("aria-controls");
await button.click();
seen.clicked = await state(page);
await audit(page, "zh-open");
await page.locator("table.matrix button.claim").nth(1).click();
seen.second = await state(page);
await page.locator("table.matrix button.claim").nth(1).click();
seen.toggled = await state(page);
await page.locator('label[for="lang-en"]').click();
seen.title.en = await page.title();
seen.english = await page.evaluate(() => ({
  lang: document.documentElement.lang,
  zh: [...document.querySelectorAll('[data-l="zh"]')].filter((e) => e.checkVisibility()).length,
  en: [...document.querySelectorAll('[data-l="en"]')].filter((e) => e.checkVisibility()).length,
}));
await audit(page, "en");
await page.locator("section.judgements button.claim").first().click();
seen.judgement = await state(page);
await audit(page, "en-open");
await page.locator(".card .close").click();
seen.closed = await state(page);
seen.small = await page.evaluate(() => [...document.querySelectorAll("button, summary, nav a, .switch label")]
  .filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect()).filter((r) => r.width < 24 || r.height < 24).length);

// The keyboard alone: the switch by arrow, a claim by Tab and Enter, out by Escape.
page = await visit({});
await page.keyboard.press("Tab");
seen.skip = await page.evaluate(() => document.activeElement.className);
await page.keyboard.press("Tab");
await page.keyboard.press("ArrowRight");
seen.arrow = await page.evaluate(() => document.documentElement.lang);
for (let n = 0; n < 60 && !(await page.evaluate(() => document.activeElement.matches("button.claim"))); n++) await page.keyboard.press("Tab");
seen.outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
await page.keyboard.press("Enter");
seen.entered = await state(page);
await page.keyboard.press("Tab");
seen.inside = await page.evaluate(() => document.activeElement.className);
await page.keyboard.press("Escape");
seen.escaped = await state(page);
await page.keyboard.press("Space");
seen.spaced = await state(page);

// An address that names a claim.
page = await visit({}, `#${seen.wanted}`);
seen.linked = await state(page);

// A telephone, and the narrowest window that WCAG 1.4.10 names.
page = await visit({ viewport: { width: 390, height: 844 } });
await page.locator("table.matrix button.claim").first().click();
seen.narrow = await state(page);
seen.narrow.host = await page.evaluate(() => document.querySelector("table.matrix article.card").parentElement.tagName);
seen.narrow.cell = await page.evaluate(() => document.querySelector("table.matrix .positions td").getBoundingClientRect().width);
await audit(page, "narrow-open");
await page.setViewportSize({ width: 320, height: 600 });
seen.width = await page.evaluate(() => document.documentElement.scrollWidth);

// No script: everything is there, links lead to it, the switch works.
page = await visit({ javaScriptEnabled: false });
await page.locator('label[for="lang-en"]').click();
const link = page.locator("table.matrix a.claim").first();
const target = page.locator(`[id="${(await link.getAttribute("href")).slice(1)}"]`);
await link.click();
seen.scriptless = {
  visible: await target.isVisible(),
  text: await target.innerText(),
  cards: await page.locator("article.card:visible").count(),
};

await browser.close();
console.log(JSON.stringify(seen));
