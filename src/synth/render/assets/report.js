"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { records, themes, words } = data;
  const CHUNK = 100;
  const PANEL_CHUNK = 20;
  const SHOWN_AUTHORS = 3;
  const LONG_TITLE = 300;
  const FILE = "corrections.toml";

  // ------------------------------------------------------------------------------------------------- small tools

  const byId = (id) => document.getElementById(id);

  /** Return an element; children are elements or texts, and texts stay texts. */
  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") node.addEventListener("click", value);
      else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== undefined && child !== ""));
    return node;
  };

  const put = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const count = (name, n) => put(words[n === 1 ? `${name}_one` : `${name}_many`], { n });
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const languageOf = (text) => (/[\u3400-\u9fff]/.test(text) ? "zh-Hans" : "en");
  const cut = (text, most) => (text.length > most ? `${[...text.slice(0, most)].join("").trimEnd()}…` : text);
  const titleOf = (record) => record.title || words.no_title;

  const authorsOf = (record, most = Infinity) => {
    const names = record.authors || [];
    const chinese = record.lang !== "en";
    if (!names.length) return words.no_authors;
    const all = names.length + (record.others || 0);
    const shown = names.slice(0, most === Infinity ? names.length : Math.min(most, names.length)).join(chinese ? "、" : ", ");
    if (record.etAl) return shown + (chinese ? "等" : " et al.");
    if (all <= Math.min(most, names.length)) return shown;
    if (most === Infinity) return `${shown}${words.comma}${put(words.others, { n: all - names.length })}`;
    return shown + (chinese ? "等" : " et al.");
  };

  // ------------------------------------------------------------------------------- themes, and what was changed

  const placeOfKey = new Map(themes.map((theme, j) => [theme.key, j]));
  const main = records.map(() => -1); // each record's main theme as shown
  const found = records.map(() => -1); // the same as the run found it
  const memberships = records.map(() => []);
  themes.forEach((theme, j) => {
    for (const [i, strength, primary, evidence] of theme.members) {
      memberships[i].push({ theme: j, strength, evidence });
      if (primary) main[i] = found[i] = j;
    }
  });
  const labels = themes.map((theme) => theme.label);
  const moves = new Map(data.corrections.moves.map(([i, key]) => [i, placeOfKey.get(key)]));
  const renames = new Map(data.corrections.renames.map(([key, label]) => [placeOfKey.get(key), label]));
  const applied = { moves: new Map(moves), renames: new Map(renames) };
  const byNumber = new Map(records.map((record, i) => [record.n, i]));
  let unsaved = false;

  const membersOf = (j) =>
    records
      .map((_, i) => i)
      .filter((i) => main[i] === j || memberships[i].some((one) => one.theme === j && found[i] !== j));

  // ------------------------------------------------------------------------------------------------ highlighting

  const pattern = (terms) => {
    const escaped = [...new Set(terms)]
      .filter(Boolean)
      .sort((a, b) => b.length - a.length)
      .map((term) => {
        const plain = term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
        return languageOf(term) === "en" ? `(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])` : plain;
      });
    return escaped.length ? new RegExp(escaped.join("|"), "giu") : null;
  };

  const marked = (text, terms) => {
    const search = pattern(terms);
    const parts = document.createDocumentFragment();
    let position = 0;
    for (const match of search ? text.matchAll(search) : []) {
      parts.append(text.slice(position, match.index), make("mark", {}, match[0]));
      position = match.index + match[0].length;
    }
    parts.append(text.slice(position));
    return parts;
  };

  // ---------------------------------------------------------------------------------------------- the record panel

  const panel = byId("panel");
  let opener = null;
  let shown = { list: [], upTo: 0 };

  const definitions = (pairs) => {
    const list = make("dl");
    for (const [name, value] of pairs) if (value) list.append(make("dt", {}, name), make("dd", {}, value));
    return list;
  };

  const evidenceOf = (i) => memberships[i].flatMap((one) => one.evidence);

  const furtherOf = (i) =>
    memberships[i].filter((one) => one.theme !== main[i]).map((one) => `${labels[one.theme]} (${one.strength.toFixed(2)})`);

  const mover = (i) => {
    const select = make("select", { id: `move-${i}`, "aria-label": put(words.move, { n: records[i].n }) });
    if (main[i] < 0) select.append(make("option", { value: "-1" }, words.unassigned));
    labels.forEach((label, j) => select.append(make("option", { value: String(j), lang: languageOf(label) }, label)));
    select.value = String(main[i]);
    select.addEventListener("change", () => move(i, Number(select.value)));
    return select;
  };

  const linked = (address, text) => make("a", { href: address, rel: "noreferrer" }, text);

  const article = (i, open) => {
    const record = records[i];
    const own = memberships[i].find((one) => one.theme === main[i]);
    const terms = evidenceOf(i);
    const title = make("h3", { lang: record.lang, dir: "auto" }, marked(titleOf(record), terms));
    title.prepend(make("span", { class: "quiet" }, `[${record.n}] `));
    const year = record.year === undefined ? words.no_year : String(record.year);
    const by = make("p", { lang: record.lang }, [authorsOf(record), year, record.container].filter(Boolean).join(" · "));
    const address = record.doi ? `https://doi.org/${encodeURI(record.doi)}` : record.url;
    const place = put(words.place, { source: data.sources[record.source], line: record.line });
    const facts = definitions([
      [words.main_theme, themes.length ? mover(i) : words.unassigned],
      [words.evidence, terms.length ? [...new Set(terms)].join(words.comma) : ""],
      [words.strength, own ? own.strength.toFixed(2) : ""],
      [words.further, furtherOf(i).join(words.comma)],
      [words.reason, main[i] < 0 ? record.reason : ""],
      ["DOI", record.doi ? linked(address, record.doi) : ""],
      ["URL", !record.doi && record.url ? linked(address, record.url) : ""],
      [words.keywords, (record.keywords || []).join(words.comma)],
      [words.source, place],
    ]);
    const parts = make("article", {}, title, by, facts);
    if (record.abstract) {
      const abstract = make("p", { lang: record.lang, dir: "auto" }, marked(record.abstract, terms));
      parts.append(make("details", { open }, make("summary", {}, words.abstract), abstract));
    }
    return parts;
  };

  const showMoreInPanel = () => {
    const upTo = Math.min(shown.upTo + PANEL_CHUNK, shown.list.length);
    const open = shown.list.length <= SHOWN_AUTHORS;
    byId("panel-records").append(...shown.list.slice(shown.upTo, upTo).map((i) => article(i, open)));
    shown.upTo = upTo;
    const left = shown.list.length - upTo;
    byId("panel-more").hidden = !left;
    byId("panel-more").textContent = put(words.more, { n: Math.min(left, PANEL_CHUNK) });
  };

  /** Show records beside the page; on closing, the focus goes back to what opened the panel. */
  const openPanel = (title, list, from) => {
    opener = from;
    shown = { list, upTo: 0 };
    byId("panel-title").replaceChildren(title);
    byId("panel-status").textContent = count("record", list.length);
    byId("panel-records").replaceChildren();
    showMoreInPanel();
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    byId("panel-title").focus();
  };

  panel.addEventListener("close", () => {
    // The row that opened it may have been drawn again since.
    const again = opener && opener.dataset && opener.dataset.record ? document.querySelector(`[data-record="${opener.dataset.record}"]`) : opener;
    if (again && again.isConnected) again.focus({ preventScroll: true });
  });
  panel.addEventListener("click", (event) => {
    if (event.target === panel && event.offsetX < 0) panel.close();
  });
  byId("close").addEventListener("click", () => panel.close());
  byId("panel-more").addEventListener("click", () => {
    const next = shown.upTo;
    showMoreInPanel();
    const first = byId("panel-records").children[next];
    first.tabIndex = -1;
    first.focus();
  });

  // ------------------------------------------------------------------------------------------------- corrections

  const status = (text) => {
    byId("status").textContent = text;
    byId("panel-status").textContent = text;
  };

  const move = (i, j) => {
    main[i] = j;
    const before = applied.moves.get(i);
    if (before === undefined && j === found[i]) moves.delete(i);
    else if (j >= 0) moves.set(i, j);
    changed();
    status(`${put(words.correction_move, { n: records[i].n, title: cut(titleOf(records[i]), 60), theme: labels[j] })} ${put(words.changed, { n: count("change", moves.size + renames.size) })}`);
  };

  const rename = (j, text, input) => {
    const label = text.replace(/\s+/g, " ").trim();
    const taken = labels.some((other, place) => place !== j && fold(other) === fold(label));
    input.setCustomValidity(taken ? words.name_taken : "");
    if (taken) {
      input.reportValidity();
      return;
    }
    const wanted = label || themes[j].label;
    labels[j] = wanted;
    input.value = wanted;
    if (wanted === themes[j].label && !applied.renames.has(j)) renames.delete(j);
    else renames.set(j, wanted);
    changed();
  };

  const undoMove = (i) => {
    moves.delete(i);
    main[i] = found[i];
    changed();
  };

  const undoRename = (j) => {
    renames.delete(j);
    labels[j] = themes[j].label;
    changed();
  };

  const change = (text, isApplied, undo) => {
    const note = isApplied ? ` (${words.applied}) ` : " ";
    const button = make("button", { type: "button", "aria-label": `${words.undo}: ${text}` }, words.undo);
    button.addEventListener("click", () => {
      undo();
      const next = document.querySelector("#changes button") || byId("save");
      (next.disabled ? byId("corrections") : next).focus();
    });
    return make("li", {}, text, note, button);
  };

  const listChanges = () => {
    const items = [...moves]
      .sort((a, b) => a[0] - b[0])
      .map(([i, j]) => {
        const text = put(words.correction_move, { n: records[i].n, title: cut(titleOf(records[i]), 80), theme: labels[j] });
        return change(text, applied.moves.get(i) === j, () => undoMove(i));
      });
    for (const [j, label] of [...renames].sort((a, b) => a[0] - b[0])) {
      const same = applied.renames.get(j) === label;
      const text = put(words.correction_rename, { old: same ? themes[j].key : themes[j].label, new: label });
      items.push(change(text, same, () => undoRename(j)));
    }
    byId("changes").replaceChildren(...(items.length ? items : [make("li", {}, words.corrections_none)]));
    const link = document.querySelector('nav a[href="#corrections"]');
    link.textContent = words.corrections + (items.length ? ` (${items.length})` : "");
  };

  const changed = () => {
    unsaved = true;
    byId("save").disabled = false;
    listChanges();
    fillThemes();
    refresh();
    status(put(words.changed, { n: count("change", moves.size + renames.size) }));
  };

  /** Return a text as a TOML string: as JSON has it, and DEL, which TOML forbids as it stands. */
  const quoted = (text) => JSON.stringify(text.toWellFormed ? text.toWellFormed() : text).replace(/\x7f/g, "\\u007f");
  const comment = (text) => `# ${cut(text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, " "), 120)}`;

  const fileText = () => {
    const parts = [comment(put(words.file_note, { name: data.name }))];
    for (const [i, j] of [...moves].sort((a, b) => a[0] - b[0])) {
      parts.push("", "[[move]]", comment(`[${records[i].n}] ${titleOf(records[i])}`));
      parts.push(`record = ${quoted(records[i].id)}`, comment(labels[j]), `theme = ${quoted(themes[j].key)}`);
    }
    for (const [j, label] of [...renames].sort((a, b) => a[0] - b[0])) {
      parts.push("", "[[rename]]", `theme = ${quoted(themes[j].key)}`, `name = ${quoted(label)}`);
    }
    return `${parts.join("\n")}\n`;
  };

  byId("save").addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([fileText()], { type: "application/toml" }));
    make("a", { href: address, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    unsaved = false;
    status(put(words.saved, { file: FILE }));
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  // -------------------------------------------------------------------------------------------- the list of themes

  const rows = new Map([...document.querySelectorAll("#theme-table [data-theme]")].map((row) => [placeOfKey.get(row.dataset.theme), row]));

  for (const [j, row] of rows) {
    const input = make("input", { type: "text", maxlength: "200", "aria-label": put(words.name_of, { label: themes[j].label }) });
    input.addEventListener("change", () => rename(j, input.value, input));
    row.querySelector("th").replaceChildren(input);
    const open = make("button", { type: "button", class: "plain" });
    open.addEventListener("click", () => openPanel(labels[j], byStrength(j), open));
    row.cells[2].replaceChildren(open);
  }

  const byStrength = (j) => {
    const strength = (i) => (memberships[i].find((one) => one.theme === j) || { strength: 0 }).strength;
    return membersOf(j).sort((a, b) => (main[b] === j) - (main[a] === j) || strength(b) - strength(a) || a - b);
  };

  const fillThemes = () => {
    for (const [j, row] of rows) {
      const input = row.querySelector("input");
      input.value = labels[j];
      input.lang = languageOf(labels[j]);
      const members = membersOf(j);
      const open = row.cells[2].querySelector("button");
      open.textContent = String(members.length);
      open.setAttribute("aria-label", put(words.show_theme, { records: count("record", members.length), label: labels[j] }));
      row.cells[3].textContent = String(members.filter((i) => main[i] === j).length);
    }
    const select = byId("f-theme");
    const chosen = select.value;
    const options = labels.map((label, j) => make("option", { value: String(j), lang: languageOf(label) }, label));
    if (main.includes(-1)) options.push(make("option", { value: "-1" }, words.unassigned));
    select.replaceChildren(select.options[0], ...options);
    select.value = chosen;
    if (select.selectedIndex < 0) select.value = "";
  };

  if (!themes.length) {
    byId("theme-table").parentElement.replaceWith(make("p", {}, words.no_themes));
  }

  // --------------------------------------------------------------------------------------- the table of records

  const form = byId("filters");
  const years = records.map((record) => record.year).filter((year) => year !== undefined);
  const haystacks = records.map(() => null);
  let matching = [];
  let drawn = 0;
  let sorting = { by: "n", up: true };

  const haystack = (i) => {
    const record = records[i];
    haystacks[i] ??= fold([record.title, ...(record.authors || []), record.container || "", record.abstract || "", ...(record.keywords || [])].join("\n"));
    return haystacks[i];
  };

  const prepareFilters = () => {
    const languages = new Set(records.map((record) => record.lang));
    byId("f-language").parentElement.hidden = languages.size < 2;
    byId("f-theme").parentElement.hidden = !themes.length;
    const first = years.length ? years.reduce((a, b) => Math.min(a, b)) : 0;
    const last = years.length ? years.reduce((a, b) => Math.max(a, b)) : 0;
    for (const [id, year] of [["f-from", first], ["f-to", last]]) {
      byId(id).parentElement.hidden = first === last;
      byId(id).placeholder = String(year);
    }
    for (const [place, facet] of data.facets.entries()) {
      const select = make("select", { id: `f-facet-${place}`, "data-facet": String(place) }, make("option", { value: "" }, words.any));
      facet.values.forEach((value, k) => select.append(make("option", { value: String(k) }, `${value.label} (${value.records.length})`)));
      const label = make("label", { for: select.id }, facet.label);
      form.querySelector(".year").before(make("p", {}, label, select));
      facet.values.forEach((value) => (value.set = new Set(value.records)));
    }
  };

  const filtered = () => {
    const terms = fold(byId("f-search").value).split(/\s+/).filter(Boolean);
    const theme = byId("f-theme").value;
    const language = byId("f-language").value;
    const from = byId("f-from").value === "" ? null : Number(byId("f-from").value);
    const to = byId("f-to").value === "" ? null : Number(byId("f-to").value);
    const members = theme === "" || theme === "-1" ? null : new Set(membersOf(Number(theme)));
    const sets = [...form.querySelectorAll("[data-facet]")]
      .filter((select) => select.value !== "")
      .map((select) => data.facets[Number(select.dataset.facet)].values[Number(select.value)].set);
    return records
      .map((_, i) => i)
      .filter((i) => {
        const { year, lang } = records[i];
        if (members && !members.has(i)) return false;
        if (theme === "-1" && main[i] >= 0) return false;
        if (language && lang !== language) return false;
        if (from !== null && !(year >= from)) return false;
        if (to !== null && !(year <= to)) return false;
        if (sets.some((set) => !set.has(i))) return false;
        return terms.every((term) => haystack(i).includes(term));
      });
  };

  const collator = new Intl.Collator(data.language);
  const keys = {
    n: (a, b) => records[a].n - records[b].n,
    title: (a, b) => collator.compare(records[a].title, records[b].title),
    year: (a, b) => (records[a].year ?? Infinity) - (records[b].year ?? Infinity) || 0,
    theme: (a, b) => (main[a] < 0) - (main[b] < 0) || main[a] - main[b],
  };

  const tableRow = (i) => {
    const record = records[i];
    const open = make("button", { type: "button", class: "plain", lang: record.lang, dir: "auto", "data-record": String(i) }, cut(titleOf(record), LONG_TITLE));
    open.addEventListener("click", () => openPanel(`[${record.n}]`, [i], open));
    const label = main[i] < 0 ? words.unassigned : labels[main[i]];
    return make(
      "tr",
      {},
      make("td", { class: "count" }, String(record.n)),
      make("td", {}, open),
      make("td", { lang: record.lang }, cut(authorsOf(record, SHOWN_AUTHORS), LONG_TITLE)),
      make("td", { class: "count" }, record.year === undefined ? words.no_year : String(record.year)),
      make("td", { lang: languageOf(label) }, label, moves.has(i) ? make("span", { class: "quiet" }, ` (${words.moved})`) : ""),
    );
  };

  const drawMore = (number = CHUNK) => {
    const upTo = Math.min(drawn + number, matching.length);
    document.querySelector("#record-table tbody").append(...matching.slice(drawn, upTo).map(tableRow));
    drawn = upTo;
    const left = matching.length - drawn;
    byId("more").hidden = !left;
    byId("more").textContent = put(words.more, { n: Math.min(left, CHUNK) });
  };

  /** Draw the table again; as many rows as before where the filters are the same. */
  const refresh = (fresh = false) => {
    matching = filtered().sort((a, b) => (sorting.up ? 1 : -1) * keys[sorting.by](a, b) || a - b);
    const before = drawn;
    drawn = 0;
    document.querySelector("#record-table tbody").replaceChildren();
    drawMore(fresh ? CHUNK : Math.max(before, CHUNK));
    const all = count("record", records.length);
    byId("found").textContent = matching.length ? put(words.found, { n: matching.length, records: all }) : words.none;
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(true), 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => refresh(true)));
  byId("more").addEventListener("click", () => {
    const next = drawn;
    drawMore();
    document.querySelectorAll("#record-table tbody tr")[next].querySelector("button").focus();
  });

  for (const head of document.querySelectorAll("#record-table [data-sort]")) {
    const by = head.dataset.sort;
    const button = make("button", { type: "button", class: "plain" }, head.textContent);
    button.addEventListener("click", () => {
      sorting = { by, up: sorting.by === by ? !sorting.up : true };
      for (const other of document.querySelectorAll("#record-table [data-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sorting.up ? "ascending" : "descending");
      refresh(true);
    });
    head.replaceChildren(button);
    if (by === "n") head.setAttribute("aria-sort", "ascending");
  }

  // ------------------------------------------------------------------------------- citations, figures, the page

  /** Return the places of the records that a citation or a mark names: "[1, 4–6]", "1 4 6". */
  const recordsIn = (text) => {
    const list = [];
    for (const match of text.matchAll(/(\d+)(?:–(\d+))?/g)) {
      const last = Number(match[2] ?? match[1]);
      for (let n = Number(match[1]); n <= last; n += 1) if (byNumber.has(n)) list.push(byNumber.get(n));
    }
    return list;
  };

  document.addEventListener("click", (event) => {
    const cite = event.target.closest("a.cite");
    const mark = event.target.closest(".drawing [data-records]");
    if (cite && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openPanel(put(words.cited, { mark: cite.textContent }), recordsIn(cite.dataset.records), cite);
    } else if (mark) {
      openMark(mark);
    }
  });

  for (const cite of document.querySelectorAll("a.cite")) {
    cite.setAttribute("aria-haspopup", "dialog");
    cite.title = count("record", recordsIn(cite.dataset.records).length);
  }

  const nameOf = (mark) => (mark.querySelector("title") || mark).textContent.trim() || mark.dataset.records;

  const openMark = (mark) => {
    mark.focus();
    openPanel(nameOf(mark), recordsIn(mark.dataset.records), mark);
  };

  const centre = (mark) => {
    const box = mark.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };

  /** Return the mark that lies nearest in the direction of an arrow key. */
  const neighbour = (marks, from, [dx, dy]) => {
    const [x, y] = centre(from);
    let best = null;
    let least = Infinity;
    for (const mark of marks) {
      const [mx, my] = centre(mark);
      const ahead = (mx - x) * dx + (my - y) * dy;
      const aside = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx);
      if (ahead > 1 && ahead + 3 * aside < least) [best, least] = [mark, ahead + 3 * aside];
    }
    return best;
  };

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  for (const svg of document.querySelectorAll(".drawing svg")) {
    const marks = [...svg.querySelectorAll("[data-records]")];
    if (!marks.length) continue;
    // What is an image for a reader without a script is a group of buttons for one with it.
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-describedby", "figure-help");
    for (const mark of marks) {
      mark.setAttribute("role", "button");
      mark.setAttribute("tabindex", "-1");
      mark.setAttribute("aria-label", nameOf(mark));
    }
    marks[0].setAttribute("tabindex", "0");
    svg.addEventListener("keydown", (event) => {
      const mark = event.target.closest("[data-records]");
      if (!mark) return;
      if (event.key === "Enter" || event.key === " ") openMark(mark);
      else if (ARROWS[event.key]) {
        const next = neighbour(marks, mark, ARROWS[event.key]);
        if (next) {
          mark.setAttribute("tabindex", "-1");
          next.setAttribute("tabindex", "0");
          next.focus();
        }
      } else return;
      event.preventDefault();
    });
    byId("figure-help").dataset.wanted = "yes";
  }

  const dark = byId("dark");
  const isDark = () => {
    const { classList } = document.documentElement;
    return classList.contains("dark") || (!classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
  };
  const showDark = () => dark.setAttribute("aria-pressed", String(isDark()));
  dark.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.classList.remove("light", "dark");
    document.documentElement.classList.add(next);
    showDark();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showDark);
  byId("print").addEventListener("click", () => window.print());

  for (const node of document.querySelectorAll(".js")) node.hidden = false;
  byId("figure-help").hidden = !byId("figure-help").dataset.wanted;
  if (data.corrections.ignored) {
    byId("ignored").hidden = false;
    byId("ignored").textContent = put(words.corrections_ignored, { n: data.corrections.ignored });
  }
  if (moves.size || renames.size) byId("save").disabled = false;
  byId("corrections").tabIndex = -1;
  showDark();
  prepareFilters();
  fillThemes();
  listChanges();
  refresh(true);
})();
