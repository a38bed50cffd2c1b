"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString("en");
const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;

// Text goes in as text nodes only: nothing that a file holds, its name included, is ever read as markup.
function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") node.className = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

// Hues a golden angle apart stay distinct however many rules there are; lightness, and so contrast, is the theme's.
const hues = new Map(data.rules.map((rule, place) => [rule.id, Math.round((55 + place * 137.508) % 360)]));
const hueOf = (rule) => `--hue:${hues.get(rule) ?? 60}`;
const state = { file: -1, rule: null, search: "", folded: true, shown: [], marks: [], mark: -1 };

const swatch = (rule) => element("span", { class: "swatch", style: hueOf(rule), "aria-hidden": "true" });
function ruleName(rule) {
  const slash = rule.lastIndexOf("/") + 1;
  return element("span", { class: "name" }, element("small", {}, rule.slice(0, slash)), rule.slice(slash));
}

function drawTotals() {
  const run = data.run;
  const gone = run.characters.read ? 100 * (1 - run.characters.clean / run.characters.read) : 0;
  const tiles = [
    [number(run.files.cleaned), run.files.cleaned === 1 ? "file" : "files"], [number(run.files.changed), "changed"],
    [number(run.removals), run.removals === 1 ? "removal" : "removals"],
    [number(run.repairs), run.repairs === 1 ? "repair" : "repairs"],
    [number(run.flags), run.flags === 1 ? "flag" : "flags"], [`${gone.toFixed(1)} %`, "was chaff"],
  ];
  if (run.files.failed) tiles.push([number(run.files.failed), "failed", "bad"]);
  byId("totals").append(...tiles.map(([value, name, sort]) =>
    element("div", { class: sort ?? "" }, element("dt", {}, name), element("dd", {}, value))));
}

function drawRules() {
  byId("rule-count").textContent = number(data.rules.length);
  byId("rules").replaceChildren(...data.rules.map((rule) => element("li", {}, element("button", {
    type: "button", class: "row", "aria-pressed": String(state.rule === rule.id),
    title: `${rule.id}${rule.kind ? ` (${rule.kind})` : ""}: ${plural(rule.edits, "edit")} in ${plural(rule.files, "file")}`,
    onclick: () => choose(rule.id),
  }, swatch(rule.id), ruleName(rule.id), element("span", { class: "number" }, number(rule.edits))))));
}

function drawFiles() {
  const wanted = state.search.toLowerCase();
  state.shown = data.files.map((_, place) => place).filter((place) => {
    const file = data.files[place];
    return file.name.toLowerCase().includes(wanted) && (state.rule === null || Object.hasOwn(file.rules, state.rule));
  });
  const all = data.files.length;
  byId("file-count").textContent = state.shown.length === all ? number(all) : `${number(state.shown.length)} of ${number(all)}`;
  byId("files").replaceChildren(...state.shown.map((place) => {
    const file = data.files[place];
    const share = file.read ? Math.min(100, Math.max(0, 100 * (1 - file.clean / file.read))) : 0;
    const counts = [
      state.rule === null ? (file.removals ? `−${number(file.removals)}` : "") : `${number(file.rules[state.rule])}×`,
      state.rule === null && file.repairs ? `~${number(file.repairs)}` : "", file.flags ? `⚑${number(file.flags)}` : "",
    ].filter(Boolean).join(" ");
    const slash = file.name.lastIndexOf("/") + 1;
    return element("li", {}, element("button", {
      type: "button", class: "row", "data-place": place, "aria-current": String(place === state.file),
      title: `${file.name}: ${plural(file.removals, "removal")}, ${plural(file.repairs, "repair")}, ${plural(file.flags, "flag")}; ${share.toFixed(1)} % was chaff`,
      onclick: () => open(place),
    }, element("span", { class: "bar", style: `--share:${share.toFixed(1)}%` }),
    element("span", { class: "name" }, element("small", {}, file.name.slice(0, slash)), file.name.slice(slash)),
    element("span", { class: "number" }, counts || "clean")));
  }));
  byId("unlisted").textContent = data.unlisted ? `${plural(data.unlisted, "more file")} not listed here; run.json counts them all.` : "";
}

function drawFailures() {
  const failures = Object.entries(data.run.failures);
  byId("failures").hidden = !failures.length;
  byId("failure-count").textContent = number(failures.length);
  byId("failure-list").replaceChildren(...failures.flatMap(([name, reason]) =>
    [element("dt", {}, name), element("dd", {}, reason)]));
}

function choose(rule) {
  state.rule = state.rule === rule ? null : rule;
  drawRules();
  drawFiles();
  if (state.shown.length && !state.shown.includes(state.file)) open(state.shown[0]);
  else if (state.file >= 0) drawFile();
}

function open(place) {
  state.file = place;
  for (const row of byId("files").querySelectorAll(".row")) {
    const current = Number(row.dataset.place) === place;
    row.setAttribute("aria-current", String(current));
    if (current) row.scrollIntoView({ block: "nearest" });
  }
  drawFile();
  byId("view").scrollTop = 0;
}

// The source in rows, a row a line, and beside each what is left of it.
function rowsOf(segments) {
  const rows = [];
  let clean = 1, cleanStarts = true, row;
  const begin = () => { row = { left: [], right: [], changed: false, starts: 0 }; rows.push(row); };
  const left = (text, segment) => { if (text) row.left.push([text, segment]); };
  const right = (text, segment) => {
    if (!text) return;
    if (cleanStarts) { row.starts = clean; cleanStarts = false; }
    row.right.push([text, segment]);
  };
  begin();
  for (const segment of segments) {
    const plain = typeof segment === "string";
    const changed = !plain && segment.n !== undefined;
    const lines = (plain ? segment : segment.t).split("\n");
    lines.forEach((line, place) => {
      left(line, plain ? null : segment);
      if (!changed) right(line, plain ? null : segment);
      if (changed && place === 0) right(segment.n, segment);
      if (changed && (line || place < lines.length - 1 || segment.n)) row.changed = true;
      if (place === lines.length - 1) return;
      if (changed && !line) row.left.push(["↵", segment]);
      if (!changed) {
        if (cleanStarts) row.starts = clean;
        clean += 1;
        cleanStarts = true;
      }
      begin();
    });
    if (changed && segment.n.includes("\n")) clean += segment.n.split("\n").length - 1;
  }
  if (rows.length > 1 && !row.left.length && !row.right.length) rows.pop();
  return rows;
}

function mark(text, segment, side) {
  if (segment === null) return document.createTextNode(text);
  const flagged = segment.f ? " flag" : "";
  if (segment.n === undefined) return element("span", { class: "flag" });
  const sort = side === "left" ? "cut" : "now";
  const blank = text.trim() && text !== "↵" ? "" : " blank";
  const chosen = segment.r === state.rule ? " chosen" : "";
  return element("span", { class: sort + blank + chosen + flagged, style: hueOf(segment.r) }, text);
}

function cell(parts, side, count) {
  const node = element("div", { "data-n": count || null });
  for (const [text, segment] of parts) {
    const span = mark(text, segment, side);
    if (segment !== null) {
      if (segment.n === undefined) span.textContent = text;
      span.segment = segment;
      if (side === "left" && (state.rule === null || segment.r === state.rule)) state.marks.push(span);
    }
    node.append(span);
    if (side === "left" && segment?.n && segment.t.endsWith(text)) node.append(
      element("span", { class: "arrow", "aria-hidden": "true" }, "→"), noted(segment));
  }
  return node;
}

function noted(segment) {
  const span = mark(segment.n, segment, "right");
  span.segment = segment;
  return span;
}

function drawText(segments) {
  const rows = rowsOf(segments);
  const text = element("div", { class: `text${state.rule === null ? "" : " dim"}` });
  const near = new Set();
  rows.forEach((row, place) => {
    if (row.changed || row.left.some(([, segment]) => segment !== null)) for (let k = place - 2; k <= place + 2; k += 1) near.add(k);
  });
  const draw = (place) => {
    const row = rows[place];
    const gone = row.changed && !row.right.length && !row.starts ? " gone" : "";
    return element("div", { class: `line${row.changed ? " changed" : ""}${gone}` },
      cell(row.left, "left", place + 1), cell(row.right, "right", row.starts));
  };
  for (let place = 0; place < rows.length; place += 1) {
    let end = place;
    while (end < rows.length && !near.has(end)) end += 1;
    if (!state.folded || end - place < 4) { text.append(draw(place)); continue; }
    const first = place, last = end;
    text.append(element("button", { type: "button", class: "fold", onclick: (event) => {
      event.currentTarget.replaceWith(...Array.from({ length: last - first }, (_, k) => draw(first + k)));
    } }, `${number(end - place)} lines kept as they were`));
    place = end - 1;
  }
  return text;
}

function drawFile() {
  const file = data.files[state.file];
  state.marks = [];
  state.mark = -1;
  const share = file.read ? 100 * (1 - file.clean / file.read) : 0;
  const about = [
    file.url, file.kind === "html" ? "page" : "text", file.encoding ? `${file.encoding} (${file.decided})` : null,
    `${number(file.read)} characters, ${share.toFixed(1)} % was chaff`,
    `${plural(file.removals, "removal")}, ${plural(file.repairs, "repair")}, ${plural(file.flags, "flag")}`,
    file.score === null ? null : `score ${file.score.toFixed(2)}`, file.doubt ? `⚑ ${file.doubt}` : null,
  ].filter(Boolean).join("  ·  ");
  const rules = Object.entries(file.rules).sort((a, b) => b[1] - a[1]);
  const fold = element("button", { type: "button", class: "quiet", "aria-pressed": String(state.folded),
    title: "Fold lines that were kept (f)", onclick: toggleFold }, "Changes only");
  const head = element("div", { class: "file-head" },
    element("div", { class: "title" }, element("h2", {}, file.name), fold,
      element("button", { type: "button", class: "quiet", title: "Previous change (p)", "aria-label": "Previous change", onclick: () => step(-1) }, "↑"),
      element("button", { type: "button", class: "quiet", title: "Next change (n)", "aria-label": "Next change", onclick: () => step(1) }, "↓")),
    element("div", { class: "about" }, about),
    element("div", { class: "chips" }, ...rules.map(([rule, count]) => element("button", {
      type: "button", class: "chip", "aria-pressed": String(state.rule === rule), onclick: () => choose(rule),
    }, swatch(rule), rule, element("span", { class: "count" }, number(count))))));
  if (!file.text) {
    byId("view").replaceChildren(head, message("Counted only",
      "The report was full before this text. Its clean text, diff and log stand in the output folder."));
    return;
  }
  const segments = JSON.parse(byId(`text-${state.file}`).textContent);
  const body = segments.length ? drawText(segments) : message("An empty file", "There was nothing to clean.");
  const sides = element("div", { class: "sides" }, element("span", {}, "Source"), element("span", {}, "Clean text"));
  byId("view").replaceChildren(head, sides, body);
}

const message = (title, text) => element("div", { class: "empty" }, element("h2", {}, title), text);

function toggleFold() { state.folded = !state.folded; drawFile(); }

function step(by) {
  if (!state.marks.length) return;
  state.marks[state.mark]?.classList.remove("here");
  const from = state.marks[state.mark]?.segment;
  do {
    state.mark = (state.mark + by + state.marks.length) % state.marks.length;
  } while (from && state.marks.length > 1 && state.marks[state.mark].segment === from && state.marks.some((m) => m.segment !== from));
  const here = state.marks[state.mark];
  here.classList.add("here");
  here.scrollIntoView({ block: "center" });
  showTip(here, here.getBoundingClientRect());
}

function move(by) {
  if (!state.shown.length) return;
  const place = state.shown.indexOf(state.file);
  open(state.shown[Math.min(state.shown.length - 1, Math.max(0, place + by))]);
}

function showTip(node, box) {
  const segment = node.segment, tip = byId("tip");
  const parts = [];
  if (segment.r) parts.push(element("b", {}, swatch(segment.r), segment.r), element("p", {}, segment.w));
  if (segment.n) parts.push(element("p", {}, `${shorten(segment.t)} → ${shorten(segment.n)}`));
  for (const [rule, reason] of segment.f ?? []) parts.push(element("b", {}, `⚑ ${rule}`), element("p", {}, reason));
  tip.replaceChildren(...parts);
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 12))}px`;
  tip.style.top = `${box.bottom + height + 12 > innerHeight ? Math.max(8, box.top - height - 6) : box.bottom + 6}px`;
}
const shorten = (text) => text.length > 80 ? `${text.slice(0, 78)}…` : text;

const view = byId("view");
view.addEventListener("mouseover", (event) => {
  if (event.target.segment) showTip(event.target, { left: event.clientX, top: event.clientY - 12, bottom: event.clientY + 12 });
});
view.addEventListener("mouseout", () => { byId("tip").hidden = true; });
view.addEventListener("scroll", () => { byId("tip").hidden = true; }, { passive: true });
byId("search").addEventListener("input", (event) => { state.search = event.target.value; drawFiles(); });
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && state.shown.length) { open(state.shown[0]); view.focus(); }
});
const keys = {
  j: () => move(1), k: () => move(-1), n: () => step(1), p: () => step(-1), f: toggleFold, t: switchTheme,
  "/": () => { byId("search").focus(); byId("search").select(); },
  Escape: () => { byId("tip").hidden = true; if (state.rule !== null) choose(state.rule); },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.tagName === "INPUT") {
    if (event.key === "Escape") { event.target.value = state.search = ""; event.target.blur(); drawFiles(); }
    return;
  }
  if (keys[event.key] && (state.file >= 0 || event.key === "/" || event.key === "t")) { event.preventDefault(); keys[event.key](); }
});

function setTheme(theme) { document.documentElement.dataset.theme = theme; }
function switchTheme() { setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"); }
byId("theme").addEventListener("click", switchTheme);
const dark = matchMedia("(prefers-color-scheme: dark)");
setTheme(dark.matches ? "dark" : "light");
dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));

// A link may name the file to open: report.html#a/b.html
function wantedName() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

drawTotals();
drawRules();
drawFailures();
drawFiles();
if (data.files.length) {
  const named = data.files.findIndex((file) => file.name === wantedName());
  const first = data.files.findIndex((file) => file.removals + file.repairs > 0);
  open(Math.max(0, named >= 0 ? named : first));
} else {
  view.replaceChildren(message("Nothing was cleaned", "The run found no files that it could clean."));
}
