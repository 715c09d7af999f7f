// Sends what is typed as soon as nobody types, and shows what the server says of it: problems, the list, the preview.
// Every answer is the same page that a browser without script gets; only its parts are put in their places, so that
// what is being typed, and where, stays as it is. Without this, the same forms are sent by their buttons.
const SETTLED = 450;
/** @type {HTMLFormElement | null} */
let form = document.querySelector("#form");
const lost = /** @type {HTMLElement} */ (document.querySelector("#lost"));
const announced = /** @type {HTMLElement} */ (document.querySelector("#announced"));
let isTyped = false, timer = 0;
/** @type {Promise<boolean> | null} */
let sending = null;
let isWaiting = false;
document.documentElement.classList.add("has-script");

/** @type {(within: ParentNode, name: string) => HTMLElement | null} */
function live(within, name) {
  return within.querySelector(`[data-live="${CSS.escape(name)}"]`);
}

/** @type {(root: Document | HTMLElement) => string} */
function shape(root) {
  const found = root.querySelector("#form");
  return found ? [...found.querySelectorAll("[name]")].map((each) => each.getAttribute("name")).join("\n") : "";
}

/** Puts an answer in the place of what stands there; where a part was added or moved, the whole form.
 * @type {(said: Document, isWhole: boolean) => void} */
function show(said, isWhole) {
  const before = document.activeElement, id = before?.id;
  const isOther = isWhole || shape(said) !== shape(document);
  const opened = openParts();
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (said.querySelectorAll("[data-live]"))) {
    const name = part.dataset.live, now = live(document, name);
    if (!now || (name === "form" && !isOther) || (isOther && part.closest("#form") && name !== "form")) continue;
    if (now.innerHTML !== part.innerHTML) now.replaceChildren(...[...part.childNodes].map((node) => node.cloneNode(true)));
  }
  if (form && !isOther) follow(said);
  form = document.querySelector("#form");
  openParts(opened);
  document.title = said.title;
  document.body.dataset.waits = said.body.dataset.waits ?? "";
  const focus = (isWhole && said.body.dataset.focus) || id;
  if (focus && document.activeElement !== before || isWhole) {
    const target = focus && document.getElementById(focus);
    if (target && target !== document.activeElement) target.focus();
  }
  sift();
  refreshPreview(said);
  announce(said);
  if (document.body.dataset.waits) void wait();
}

/** Takes from an answer what a form says besides what is typed.
 * @type {(said: Document) => void} */
function follow(said) {
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[id]"))) {
    const now = said.getElementById(field.id);
    if (!now || !field.matches("input, select, textarea, fieldset")) continue;
    if (now.hasAttribute("aria-invalid")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  for (const summary of form.querySelectorAll("details[data-keep] > summary")) {
    const keep = /** @type {HTMLElement} */ (summary.parentElement).dataset.keep;
    const now = said.querySelector(`details[data-keep="${CSS.escape(keep)}"] > summary`);
    if (now && now.innerHTML !== summary.innerHTML)
      summary.replaceChildren(...[...now.childNodes].map((node) => node.cloneNode(true)));
  }
  const newer = /** @type {HTMLInputElement | null} */ (said.querySelector("#form [name=version]"));
  const own = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=version]"));
  if (newer && own) own.value = newer.value;
}

/** Notes which parts are open or, given them, opens these again.
 * @type {(opened?: Map<string, boolean>) => Map<string, boolean>} */
function openParts(opened) {
  const now = new Map();
  const parts = document.querySelectorAll("details[data-group], details[data-keep]");
  for (const part of /** @type {NodeListOf<HTMLDetailsElement>} */ (parts)) {
    const name = part.dataset.group ?? part.dataset.keep;
    const was = opened?.get(name);
    if (was !== undefined && !(part.open && part.querySelector("[aria-current]"))) part.open = was;
    now.set(name, part.open);
  }
  return now;
}

/** @type {(said: Document) => void} */
function refreshPreview(said) {
  const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector("[data-preview]"));
  const newer = /** @type {HTMLIFrameElement | null} */ (said.querySelector("[data-preview]"));
  const aside = document.querySelector(".preview");
  if (!newer || !aside) return;
  if (!frame) {
    aside.append(newer.cloneNode(true));
    return;
  }
  if (frame.dataset.of === newer.dataset.of && frame.dataset.preview === newer.dataset.preview) return;
  const isSame = frame.dataset.preview === newer.dataset.preview;
  const top = isSame ? frame.contentWindow?.scrollY ?? 0 : 0;
  frame.dataset.of = newer.dataset.of;
  frame.dataset.preview = newer.dataset.preview;
  frame.addEventListener("load", () => { if (top) frame.contentWindow?.scrollTo(0, top); }, { once: true });
  if (isSame) frame.contentWindow?.location.reload();
  else frame.src = newer.dataset.preview;
}

/** @type {(said: Document) => void} */
function announce(said) {
  const text = said.body.dataset.announce ?? "";
  if (announced.textContent !== text) announced.textContent = text;
}

/** @type {(answer: Response) => Promise<Document | null>} */
async function read(answer) {
  const text = await answer.text();
  if (answer.headers.get("Content-Type")?.startsWith("text/html"))
    return new DOMParser().parseFromString(text, "text/html");
  announced.textContent = text;
  live(document, "said")?.replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
  return null;
}

/** Sends the form; tells whether the server took it.
 * @type {(button?: HTMLButtonElement) => Promise<boolean>} */
async function send(button) {
  clearTimeout(timer);
  while (sending) await sending;
  if (!form || (!isTyped && !button)) return true;
  const about = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) if (typeof value === "string") about.append(name, value);
  isTyped = false;
  sending = post(form.action, about, Boolean(button?.value));
  const isTaken = await sending;
  sending = null;
  if (!isTaken) isTyped = true;
  return isTaken;
}

/** @type {(address: string, about: URLSearchParams, isWhole: boolean) => Promise<boolean>} */
async function post(address, about, isWhole) {
  try {
    const asked = { method: "POST", body: about, keepalive: about.toString().length < 60_000 };
    // A server may close a line that was idle just as it is used again; values that are sent twice change nothing.
    const answer = await fetch(address, asked).catch((fault) => {
      if (isWhole) throw fault;
      return fetch(address, asked);
    });
    lost.hidden = true;
    const said = await read(answer);
    if (!said) return answer.ok;
    if (!samePage(answer.url)) location.assign(answer.url);
    else show(said, isWhole);
    return true;
  } catch {
    lost.hidden = false;
    return false;
  }
}

/** @type {(address: string) => boolean} */
function samePage(address) {
  return new URL(address).pathname === location.pathname;
}

/** Asks for the proofs of what was sent last, until they are there. */
async function wait() {
  if (isWaiting) return;
  isWaiting = true;
  try {
    while (document.body.dataset.waits) {
      const address = new URL(location.href);
      address.searchParams.set("wait", "1");
      const said = await read(await fetch(address));
      if (!said) break;
      if (sending || isTyped) { document.body.dataset.waits = ""; break; }
      isWaiting = false;
      show(said, false);
      return;
    }
  } catch {
    lost.hidden = false;
  }
  isWaiting = false;
}

/** Shows only what has the words that are looked for. */
function sift() {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-find]"));
  if (!field) return;
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const group of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details[data-group]"))) {
    let within = 0;
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("li"))) {
      const text = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      within += item.hidden ? 0 : 1;
    }
    group.hidden = !within;
    if (words.length) group.open = true;
    found += within;
  }
  /** @type {HTMLElement} */ (document.querySelector("#found-none")).hidden = found > 0;
}

document.addEventListener("input", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  if (field.matches("[data-find]")) sift();
  if (!form?.contains(field)) return;
  isTyped = true;
  clearTimeout(timer);
  timer = window.setTimeout(() => { void send(); }, SETTLED);
});

document.addEventListener("change", ({ target }) => {
  if (form?.contains(/** @type {Node} */ (target)) && isTyped) void send();
});

document.addEventListener("submit", (event) => {
  const sent = /** @type {HTMLFormElement} */ (event.target);
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (sent === form) {
    event.preventDefault();
    isTyped = true;
    void send(button ?? undefined);
  } else if (sent.role === "search" && document.querySelector("[data-find]")) {
    event.preventDefault();
    sift();
  } else if (isTyped || sending) {
    event.preventDefault();
    void send().then((isTaken) => { if (isTaken) sent.requestSubmit(button); });
  }
});

// What was typed last goes before the page does.
document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[href]");
  if (!(link instanceof HTMLAnchorElement) || !(isTyped || sending) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  void send().then((isTaken) => {
    if (!isTaken) return;
    if (link.target) window.open(link.href, link.target, "noopener,noreferrer");
    else location.assign(link.href);
  });
});

window.addEventListener("beforeunload", (event) => {
  if (isTyped && lost.hidden) void send();
  else if (isTyped) event.preventDefault();
});

/** Tells whether something was filled in before this script was there to hear it.
 * @type {(within: HTMLFormElement) => boolean} */
function isFilledIn(within) {
  return [...within.elements].some((field) => {
    if (field instanceof HTMLSelectElement) {
      const index = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(0, index);
    }
    if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked !== field.defaultChecked;
    const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
    return isText && field.value !== field.defaultValue;
  });
}

if (form && isFilledIn(form)) {
  isTyped = true;
  void send();
}
const first = document.body.dataset.focus && document.getElementById(document.body.dataset.focus);
if (first) first.focus();
sift();
if (document.body.dataset.waits) void wait();
