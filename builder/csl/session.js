// What Collate asks of citeproc-js. Every function takes JSON and gives JSON: QuickJS hands long strings that were put
// together piece by piece over badly, and JSON.stringify makes them whole.
var collate = (function () {
  var engine, ids, ranks, met;

  function compare(a, b) {
    a = "" + a; b = "" + b;
    met[a] = met[b] = true;
    if (ranks && a in ranks && b in ranks) return ranks[a] - ranks[b];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  // The style, the locales by tag, the records by id. Answers every text that the style sorts by.
  function open(text) {
    var given = JSON.parse(text);
    ids = given.ids; ranks = null; met = {};
    engine = new CSL.Engine({
      retrieveLocale: function (tag) { return JSON.parse(JSON.stringify(given.locales[tag] || given.locales["en-US"])); },
      retrieveItem: function (id) { return JSON.parse(JSON.stringify(given.items[id])); },
      stringCompare: compare,
      wrapCitationEntry: function (shown, id) { return '<a href="source:' + escaped(id) + '">' + shown + "</a>"; }
    }, given.style, given.base, true);
    engine.opt.development_extensions.wrap_url_and_doi = true;
    register();
    ids.forEach(function (id) {
      CSL.getSortKeys.call(engine, engine.retrieveItem(id), "citation_sort").forEach(meet);
      (engine.registry.registry[id].sortkeys || []).forEach(meet);
    });
    return JSON.stringify(Object.keys(met));
  }

  function escaped(id) {
    return ("" + id).replace(/&/g, "&#38;").replace(/"/g, "&#34;").replace(/</g, "&#60;");
  }

  function meet(key) { if (typeof key === "string") met[key] = true; }

  function register() {
    engine.updateItems([]);
    engine.updateItems(ids);
  }

  // Sorts again by these ranks. Answers the order of the list, and the place in the alphabet of each year's letter.
  function sort(text) {
    ranks = JSON.parse(text);
    register();
    var order = ids, letters = {};
    var listed = engine.bibliography.tokens.length ? engine.makeBibliography() : false;
    if (listed) order = listed[0].entry_ids.map(function (entry) { return entry[0]; });
    ids.forEach(function (id) {
      var letter = engine.registry.registry[id].disambig.year_suffix;
      if (letter !== false && letter !== undefined && letter !== null) letters[id] = parseInt(letter, 10);
    });
    return JSON.stringify({ order: order, letters: letters });
  }

  function letter(id, place) {
    engine.registry.registry[id].disambig.year_suffix = place === null || place === undefined ? false : "" + place;
  }

  function entry(text) {
    var asked = JSON.parse(text);
    letter(asked.id, asked.letter);
    var made = engine.makeBibliography({ include: [{ field: "id", value: asked.id }] });
    return JSON.stringify(made && made[1].length ? made[1][0] : "");
  }

  function mark(text) {
    var asked = JSON.parse(text);
    asked.cites.forEach(function (cite) {
      letter(cite.id, asked.letters[cite.id]);
      if (cite.id in asked.numbers) engine.registry.registry[cite.id].seq = asked.numbers[cite.id];
    });
    // With links around its parts citeproc-js leaves out what stands around the whole.
    engine.opt.development_extensions.apply_citation_wrapper = asked.linked;
    var made = "" + engine.makeCitationCluster(asked.cites);
    if (asked.linked && !asked.cites[0]["author-only"]) {
      var plain = CSL.Output.Formats.html.text_escape;
      made = plain(engine.citation.opt.layout_prefix) + made + plain(engine.citation.opt.layout_suffix);
    }
    return JSON.stringify(made);
  }

  return { open: open, sort: sort, entry: entry, mark: mark };
})();

// citeproc-js expands the macros of sort keys in place, over and over, and looks every macro up by walking the whole
// style: 13 s for Chicago. Here each is built once, as citeproc-js itself does outside of sort keys: 0.4 s.
(function () {
  var inPlace = CSL.expandMacro, usual = CSL.getMacroTarget, walk = CSL.XmlJSON.prototype.getNodesByName, target;

  CSL.XmlJSON.prototype.getNodesByName = function (node, name, wanted, found) {
    if (name !== "macro" || !wanted || found || node.name !== "style") return walk.call(this, node, name, wanted, found);
    return node.children.filter(function (child) { return child.name === "macro" && child.attrs.name === wanted; });
  };

  CSL.getMacroTarget = function (name) { return this.build.extension ? target : usual.call(this, name); };

  CSL.expandMacro = function (token, tokens) {
    if (!this.build.extension) return inPlace.call(this, token, tokens);
    var build = this.build;
    var key = [token.postponed_macro, build.root, build.extension, build.current_default_locale,
               token.strings.sort_direction].join("@");
    if (!this.macros[key]) {
      var outer = target, made = target = [];
      inPlace.call(this, token, made);
      this.configureTokenList(made);
      this.macros[key] = made;
      target = outer;
    }
    var list = this.macros[key];
    var run = new CSL.Token("text", CSL.SINGLETON);
    run.execs.push(function (state, Item, item) {
      for (var next = 0; next < list.length;) next = CSL.tokenExec.call(state, list[next], Item, item);
    });
    tokens.push(run);
  };
})();
