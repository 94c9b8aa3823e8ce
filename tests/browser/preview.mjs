// Opens a preview in Debian's Chromium and does what it is told, a line of JSON at a time; tests/test_preview_browser.py
// edits files in between, and judges what was seen.      node preview.mjs ADDRESS CHROMIUM
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const [, , address, executablePath] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath, args: flags });
const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1300, height: 900 }, bypassCSP: false });
const page = await context.newPage();
page.setDefaultTimeout(15000);
const seen = { requests: [], messages: [] };
page.on("request", (request) => { if (!request.url().startsWith(address)) seen.requests.push(request.url()); });
page.on("console", (message) => seen.messages.push(message.text()));
page.on("pageerror", (error) => seen.messages.push(String(error)));

const state = () => page.evaluate(() => {
  const bar = document.getElementById("bar").getBoundingClientRect().bottom;
  const top = [...document.querySelectorAll("main [data-key]")].find((e) => e.getBoundingClientRect().bottom > bar);
  return {
    path: location.pathname + location.search,
    lang: document.documentElement.lang,
    changed: [...document.querySelectorAll(".changed")].map((e) => ({
      id: e.dataset.id, text: e.textContent,
      inView: e.getBoundingClientRect().top < innerHeight && e.getBoundingClientRect().bottom > bar,
    })),
    status: document.getElementById("status").innerText,
    problems: document.getElementById("problems").innerText,
    text: document.querySelector("main").innerText,
    blocks: document.querySelectorAll("main [data-key]").length,
    untouched: [...document.querySelectorAll("main [data-key]")].filter((e) => e.untouched).length,
    opened: document.querySelectorAll("main details[open]").length,
    top: top ? { key: top.dataset.key, y: Math.round(top.getBoundingClientRect().top) } : null,
    focus: document.activeElement.className || document.activeElement.id,
    width: document.documentElement.scrollWidth,
    small: [...document.querySelectorAll("#bar a, summary")].filter((e) => e.checkVisibility())
      .map((e) => e.getBoundingClientRect()).filter((r) => r.width < 24 || r.height < 24).length,
    pictures: [...document.querySelectorAll("main img")].map((e) => e.naturalWidth),
  };
});
const can = {
  open: ({ path }) => page.goto(address + path, { waitUntil: "load" }),
  touch: () => page.evaluate(() => { for (const e of document.querySelectorAll("main [data-key]")) e.untouched = true; }),
  scroll: ({ to }) => page.evaluate((name) => document.querySelector(`[data-id="${CSS.escape(name)}"]`)
    .scrollIntoView({ block: "start", behavior: "instant" }), to),
  click: ({ on }) => page.locator(on).first().click(),
  press: ({ key }) => page.keyboard.press(key),
  wait: ({ on }) => page.waitForSelector(on, { state: "attached" }),
  gone: ({ on }) => page.waitForSelector(on, { state: "detached" }),
  size: ({ width, height }) => page.setViewportSize({ width, height }),
  settle: () => page.waitForTimeout(400),
  shot: async ({ to }) => { await page.screenshot({ path: to }); },
  axe: async () => {
    await page.evaluate(axe);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    return result.violations.map((v) => ({ id: v.id, impact: v.impact, at: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)) }));
  },
  state,
  seen: () => seen,
};
for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  let answer;
  try { answer = (await can[told.do](told)) ?? null; if (told.do === "open" || told.do === "wait" || told.do === "gone") answer = null; }
  catch (error) { answer = { error: String(error) }; }
  console.log(JSON.stringify(answer));
}
await browser.close();
