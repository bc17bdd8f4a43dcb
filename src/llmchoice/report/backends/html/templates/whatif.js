// The what-if panel: the scores at other weights, from the values that the page carries.
(() => {
  "use strict";

  const MOST = 5; // the scale of the ratings in a profile
  const PAUSE = 200; // milliseconds: a slider on its way is not read out at every step

  // To one decimal, halves to the even digit: as everywhere else in the report.
  const rounded = (number) => {
    const half = Number.isInteger(number * 4) && !Number.isInteger(number * 2);
    const text = (half ? 2 * Math.round(number * 5) / 10 : number).toFixed(1);
    return text === "-0.0" ? "0.0" : text;
  };
  const signed = (number) => {
    const text = rounded(number);
    return text.startsWith("-") ? text.replace("-", "\u2212") : `+${text}`;
  };
  const short = (number) => rounded(number).replace(/\.0$/, "");
  const { panels, texts } = JSON.parse(document.getElementById("whatif-data").textContent);
  // A sentence with its places filled in; what stands in a place is not looked into.
  const told = (key, places) => texts[key].replace(/\{(\w+)\}/g, (_, name) => places[name]);
  const percent = (share) =>
    share > 0 && share < 0.001
      ? told("under", { figure: told("percent", { figure: "0.1" }) })
      : told("percent", { figure: short(100 * share) });
  const points = (number) => (number < 0.1 ? told("under", { figure: "0.1" }) : rounded(number));
  const listed = (names) =>
    names.length < 2
      ? names.join("")
      : told("and", { items: names.slice(0, -1).join(texts.comma), last: names.at(-1) });
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  // Null where nothing that applies has any weight.
  const scoreOf = (option, ratings) => {
    const total = sum(option.values.map(([priority, share]) => ratings[priority] * share));
    const gained = option.values.map(([priority, share, value]) => ratings[priority] * share * value);
    return total > 0 ? sum(gained) / total : null;
  };

  // The admissible options, best first, each with its score and rank; equals share a rank.
  const ranking = (data, ratings) => {
    const scored = data.options
      .filter((option) => option.admissible)
      .map((option) => ({ id: option.id, score: scoreOf(option, ratings) }));
    if (scored.some((option) => option.score === null)) return [];
    for (const option of scored) {
      option.rank = 1 + scored.filter((other) => other.score > option.score + data.tie).length;
    }
    return scored.sort((a, b) => a.rank - b.rank);
  };

  // What the report was made with: its ratings, or its weights stretched over the same scale.
  const startOf = (data) => {
    const largest = Math.max(...data.priorities.map((priority) => priority.weight));
    return Object.fromEntries(
      data.priorities.map(({ id, rating, weight }) => [id, rating ?? (MOST * weight) / largest]),
    );
  };

  const sentence = (ranked, started, data, ratings, name) => {
    if (!data.options.some((option) => option.admissible)) {
      return texts.nothingAdmissible;
    }
    if (!ranked.length) {
      return sum(Object.values(ratings)) > 0 ? texts.nothingApplies : texts.nothingWeighed;
    }
    const first = (of) => of.filter((option) => option.rank === 1).map((option) => name(option.id));
    const best = first(ranked);
    const second = ranked.find((option) => option.rank > 1);
    const before = first(started);
    const alone = best.length < 2;
    const key = second ? (alone ? "leads" : "share") : alone ? "leadsAlone" : "shareAll";
    const now = told(key, {
      options: listed(best),
      score: rounded(ranked[0].score),
      next: second && name(second.id),
      points: second && points(ranked[0].score - second.score),
    });
    const same = listed(best) === listed(before);
    const then = same
      ? texts.same
      : told(before.length < 2 ? "other" : "others", { options: listed(before) });
    return `${now} ${then}`;
  };

  const start = (panel, data) => {
    const one = (selector) => panel.querySelector(selector);
    const sliders = [...panel.querySelectorAll("input[data-priority]")];
    const rows = new Map([...panel.querySelectorAll("tr[data-option]")].map((row) => [row.dataset.option, row]));
    const name = (id) => rows.get(id).dataset.name;
    const initial = startOf(data);
    const started = ranking(data, initial);
    // A slider has steps and a weight has none: what was not moved keeps its exact figure.
    let ratings = { ...initial };
    let waiting = 0;

    const showWeights = () => {
      const total = sum(Object.values(ratings));
      for (const slider of sliders) {
        const rating = ratings[slider.dataset.priority];
        const weight = total > 0 ? percent(rating / total) : texts.noWeight;
        const text = told("rating", { rating: short(rating), weight });
        slider.setAttribute("aria-valuetext", text);
        slider.nextElementSibling.textContent = text;
      }
    };

    const showScores = () => {
      for (const option of data.options) {
        const row = rows.get(option.id);
        const score = scoreOf(option, ratings);
        row.dataset.score = score ?? "";
        row.querySelector(".whatif-score").textContent = score === null ? "" : rounded(score);
        row.querySelector(".whatif-bar").style.width = `${Math.max(0, score ?? 0)}%`;
        row.querySelector(".whatif-change").textContent =
          score === null ? "" : signed(score - scoreOf(option, initial));
      }
    };

    const showRanks = (ranked) => {
      for (const option of data.options.filter((each) => each.admissible)) {
        const place = ranked.find((each) => each.id === option.id);
        const row = rows.get(option.id);
        row.dataset.rank = place?.rank ?? "";
        row.querySelector(".whatif-rank").textContent = place?.rank ?? "";
      }
      for (const option of ranked) rows.get(option.id).parentElement.append(rows.get(option.id));
    };

    const say = (ranked) => {
      one(".whatif-summary").textContent = sentence(ranked, started, data, ratings, name);
    };

    const show = (pause) => {
      const ranked = ranking(data, ratings);
      showWeights();
      showScores();
      showRanks(ranked);
      clearTimeout(waiting);
      waiting = setTimeout(say, pause, ranked);
    };

    const reset = () => {
      ratings = { ...initial };
      for (const slider of sliders) slider.value = ratings[slider.dataset.priority];
      show(0);
    };

    for (const slider of sliders) {
      slider.addEventListener("input", () => {
        ratings[slider.dataset.priority] = slider.valueAsNumber;
        show(PAUSE);
      });
    }
    one(".whatif-reset").addEventListener("click", reset);
    reset();
    panel.hidden = false;
  };

  for (const panel of document.querySelectorAll("[data-whatif]")) start(panel, panels[panel.dataset.whatif]);
})();
