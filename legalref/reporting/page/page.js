(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const body = document.querySelector("#table tbody");
  if (!body) return;
  const rows = [...body.rows];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const words = new Map();
  const wordsOf = (row) => {
    if (!words.has(row)) words.set(row, plain(row.textContent));
    return words.get(row);
  };
  const form = document.querySelector(".filters");
  const shown = form.querySelector("output");
  const apply = () => {
    const { severity, state, rule, file, words: asked } = Object.fromEntries(new FormData(form));
    const wanted = plain(asked || "").split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const data = row.dataset;
      const fits =
        (!severity || (severity === "any" ? data.severity !== "" : data.severity === severity)) &&
        (!state || data.state === state) &&
        (!rule || data.rules.split(" ").includes(rule)) &&
        (!file || data.file === file) &&
        wanted.every((word) => wordsOf(row).includes(word));
      row.hidden = !fits;
      count += fits;
    }
    shown.textContent = shown.dataset.said.replace("{shown}", count).replace("{all}", rows.length);
  };
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, rows.length > 2000 ? 200 : 0);
  });
  form.addEventListener("reset", () => setTimeout(apply, 0));
  form.addEventListener("submit", (event) => event.preventDefault());
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const sort = (head) => {
    const descending = head.getAttribute("aria-sort") === "ascending";
    const at = head.cellIndex;
    const keys = new Map(rows.map((row) => [row, row.cells[at].dataset.key ?? row.cells[at].textContent]));
    rows.sort((one, other) => collator.compare(keys.get(one), keys.get(other)) || one.dataset.n - other.dataset.n);
    if (descending) rows.reverse();
    for (const each of head.parentNode.cells) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    body.append(...rows);
  };
  // Links and not buttons: the head of the table is printed on every page, and buttons would be left out there.
  for (const head of document.querySelectorAll("#table th")) {
    const link = document.createElement("a");
    link.setAttribute("role", "button");
    link.tabIndex = 0;
    link.append(...head.childNodes);
    head.append(link);
    link.addEventListener("click", () => sort(head));
    link.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      sort(head);
    });
  }
  apply();
})();
