// A link to a folded chapter opens it.
(() => {
  "use strict";

  const open = () => {
    const chapter = document.getElementById(location.hash.slice(1));
    if (chapter instanceof HTMLDetailsElement) chapter.open = true;
  };
  addEventListener("hashchange", open);
  for (const link of document.querySelectorAll(".contents a")) {
    link.addEventListener("click", () => setTimeout(open));
  }
  open();
})();
