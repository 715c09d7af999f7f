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
let isWaiting = false, isRefused = false, isLeaving = false;
/** Whether another window changed what is typed here: nothing is sent then until the author has chosen. */
let isHeld = false;
/** Each stay in a field has a name, so that all that was typed in it is undone as one. */
const visitor = crypto.randomUUID();
let visit = 0;
/** What the server said last stands in each field.
 * @typedef {Map<string, string>} Values
 * @type {Values} */
let shown = values(form, true);
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

/** Says what is in each field of a form or, where that is asked, what the server put there.
 * @type {(within: HTMLFormElement | null, isAsShown?: boolean) => Values} */
function values(within, isAsShown) {
  /** @type {Map<string, string[]>} */
  const all = new Map();
  for (const field of within?.elements ?? []) {
    const { name } = /** @type {HTMLInputElement} */ (field);
    if (!name || name === "version" || name === "form_key" || field.matches("button, fieldset")) continue;
    const own = all.get(name) ?? [];
    all.set(name, own);
    if (field instanceof HTMLSelectElement) {
      const first = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
      own.push((isAsShown ? first?.value : field.value) ?? "");
    } else if (field instanceof HTMLInputElement && field.type === "checkbox") {
      if (isAsShown ? field.defaultChecked : field.checked) own.push(field.value);
    } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
      own.push((isAsShown ? field.defaultValue : field.value).trimEnd());
  }
  return new Map([...all].map(([name, own]) => [name, JSON.stringify(own)]));
}

/** Puts what was said of a field into it.
 * @type {(name: string, said: string) => void} */
function fill(name, said) {
  const own = /** @type {string[]} */ (JSON.parse(said));
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = own.includes(field.value);
    else if (field instanceof HTMLInputElement && field.type === "hidden") continue;
    else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)
      field.value = own[0] ?? "";
  }
}

/** Brings together what is said now and what was typed since it was asked for; tells what has no place any more.
 * What the author left as it was shown follows; what was typed stays, and is sent again.
 * @type {(now: Values, sent: Values, typed: Values, isOther: boolean) => { lines: string[], isBetween: boolean }} */
function bringTogether(now, sent, typed, isOther) {
  const lines = [];
  let isBetween = false;
  for (const [name, own] of typed) {
    const stands = now.get(name), was = sent.get(name);
    const isAsKnown = stands === was || stands === shown.get(name);
    if (own === was) {
      if (stands !== undefined && stands !== own && was === shown.get(name)) fill(name, stands);
    } else if (stands !== undefined && (isAsKnown || !isOther)) {
      if (!isAsKnown && stands !== own) isBetween = true;
      if (isOther) fill(name, own);
      isTyped = true;
    } else if (stands !== own) lines.push(...JSON.parse(own));
  }
  return { lines, isBetween };
}

/** Puts an answer in the place of what stands there; where a part was added or moved, the whole form.
 * `sent` is what was in the form when it was asked for, `stands` what the draft says where the answer does not.
 * @type {(said: Document, isWhole: boolean, sent: Values, stands?: Document | null) => void} */
function show(said, isWhole, sent, stands) {
  const typed = values(form), now = values((stands ?? said).querySelector("#form"), true);
  const before = document.activeElement, id = before?.id;
  const caret = /** @type {HTMLInputElement | null} */ (before)?.selectionEnd ?? null;
  const isFrozen = isHeld && !said.querySelector("#held");
  const isOther = !isFrozen && (isWhole || shape(said) !== shape(document));
  const opened = openParts(), known = wrongFields().map((each) => each.id);
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (said.querySelectorAll("[data-live]"))) {
    const name = part.dataset.live, now = live(document, name);
    if (isFrozen && part.closest("#form")) continue;
    if (!now || (name === "form" && !isOther) || (isOther && part.closest("#form") && name !== "form")) continue;
    if (now.innerHTML !== part.innerHTML) now.replaceChildren(...[...part.childNodes].map((node) => node.cloneNode(true)));
  }
  form = document.querySelector("#form");
  const { lines, isBetween } =
    form && !isFrozen ? bringTogether(now, sent, typed, isOther) : { lines: [], isBetween: false };
  if (form && !isOther && !isFrozen) follow(said);
  followVersion(stands ?? said, isBetween || isHeld);
  if (!isFrozen) shown = now;
  if (lines.length) {
    const text = `What you typed last has no place here any more, and is not kept: “${lines.join("”, “")}”`;
    live(document, "said")?.append(Object.assign(document.createElement("p"), { textContent: text }));
  }
  if (isTyped) later();
  openParts(opened);
  for (const wrong of wrongFields()) if (!known.includes(wrong.id)) openAround(wrong);
  document.title = said.title;
  document.body.dataset.waits = said.body.dataset.waits ?? "";
  const focus = (isWhole && said.body.dataset.focus) || id;
  if (focus && document.activeElement !== before || isWhole) {
    const target = focus && document.getElementById(focus);
    if (target) openAround(target);
    if (target && target !== document.activeElement) target.focus();
    const isText = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");
    if (isText && target.id === id && caret !== null) target.setSelectionRange(caret, caret);
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
    if (!now.hasAttribute("aria-invalid")) field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
  }
  for (const summary of form.querySelectorAll("details[data-keep] > summary")) {
    const keep = /** @type {HTMLElement} */ (summary.parentElement).dataset.keep;
    const now = said.querySelector(`details[data-keep="${CSS.escape(keep)}"] > summary`);
    if (now && now.innerHTML !== summary.innerHTML)
      summary.replaceChildren(...[...now.childNodes].map((node) => node.cloneNode(true)));
  }
}

/** @type {() => Element[]} */
function wrongFields() {
  return [...document.querySelectorAll("#form [aria-invalid]")];
}

/** Opens every part that holds something: what is wrong does not stand in a part that is folded.
 * @type {(within: Element) => void} */
function openAround(within) {
  for (let part = within.closest("details"); part; part = part.parentElement?.closest("details") ?? null)
    part.setAttribute("open", "");
}

/** Notes in every form what it was shown for. Where somebody else changed what is being typed, that form stays as old
 * as it is: so the server sees it, and says so.
 * @type {(said: Document, isOld: boolean) => void} */
function followVersion(said, isOld) {
  const newer = /** @type {HTMLInputElement | null} */ (said.querySelector("[name=version]"));
  for (const own of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=version]")))
    if (newer && !(isOld && own.form === form)) own.value = newer.value;
}

/** Sends what is typed as soon as nobody types. */
function later() {
  clearTimeout(timer);
  timer = window.setTimeout(() => { void send(); }, SETTLED);
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
    watchPreview();
    return;
  }
  if (frame.dataset.of === newer.dataset.of && frame.dataset.preview === newer.dataset.preview) return;
  frame.dataset.standsAt = newer.dataset.standsAt ?? "";
  const isSame = frame.dataset.preview === newer.dataset.preview;
  stood.top = isSame ? frame.contentWindow?.scrollY ?? 0 : 0;
  frame.dataset.of = newer.dataset.of;
  frame.dataset.preview = newer.dataset.preview;
  // A page that is still on its way cannot be loaded anew; it is asked for again.
  const stands = frame.contentWindow?.location;
  if (isSame && stands?.href === new URL(newer.dataset.preview, location.href).href) stands.reload();
  else frame.src = newer.dataset.preview;
}

/** What the page beside the form said when it was shown last, part by part, and how far down it stood. */
let stood = { page: "", parts: new Set(), top: 0 };
const PARTS = "h1, h2, h3, h4, p, li, dt, dd, td, th, legend, label, summary, figcaption";

/** Says what a part of a page says itself, without the parts in it.
 * @type {(part: Element) => string} */
function saidBy(part) {
  const own = part.querySelector(PARTS) ? [...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE) : [part];
  return own.map((node) => node.textContent).join(" ").replace(/\s+/g, " ").trim();
}

/** Each time that the page beside the form was shown anew, brings what is another on it into view, with a line around.
 * The frame runs no script; this page may touch it. */
function watchPreview() {
  const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector("[data-preview]"));
  if (!frame) return;
  frame.addEventListener("load", () => showChanged(frame));
  if (frame.contentDocument?.readyState === "complete") showChanged(frame);
}

/** @type {(frame: HTMLIFrameElement) => void} */
function showChanged(frame) {
  const within = frame.contentDocument, view = frame.contentWindow;
  // Firefox says "load" of a page, too, that another takes the place of just then: there is nothing on it.
  const main = within?.querySelector("main") ?? within?.body;
  if (!main || !view || within?.URL === "about:blank") return;
  view.history.scrollRestoration = "manual";
  const page = frame.dataset.preview ?? "", top = stood.top;
  const parts = [...main.querySelectorAll(PARTS)];
  const isKnown = stood.page === page;
  const changed = isKnown ? parts.filter((part) => !stood.parts.has(saidBy(part))) : [];
  stood = { page, parts: new Set(parts.map(saidBy)), top: 0 };
  const looked = !isKnown && frame.dataset.standsAt;
  const own = looked ? parts.filter((part) => saidBy(part).includes(looked)).slice(-1) : [];
  for (const part of own) openAround(part);
  for (const part of /** @type {HTMLElement[]} */ (changed)) {
    part.style.outline = `3px solid ${getComputedStyle(document.documentElement).getPropertyValue("--focus")}`;
    part.style.outlineOffset = "3px";
    for (let around = part.parentElement; around; around = around.parentElement)
      if (around.matches("details")) around.setAttribute("open", "");
  }
  if (top) view.scrollTo({ top, behavior: "instant" });
  const first = [...changed, ...own].map((part) => part.getBoundingClientRect()).find((box) => box.height > 0);
  if (first && (first.top < view.innerHeight / 5 || first.bottom > view.innerHeight))
    view.scrollBy({ top: first.top - view.innerHeight / 3, behavior: "instant" });
  /** @type {HTMLElement | null} */ (document.querySelector("[data-marked]"))?.toggleAttribute("hidden", !changed.length);
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

/** Sends the form; tells whether the server took it. What is held goes by the button alone that says so.
 * @type {(button?: HTMLButtonElement) => Promise<boolean>} */
async function send(button) {
  clearTimeout(timer);
  while (sending) await sending;
  if (!form || (!isTyped && !button)) return true;
  if (isHeld && button?.name !== "keep") {
    document.getElementById("held")?.scrollIntoView({ block: "nearest" });
    return false;
  }
  const about = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) if (typeof value === "string") about.append(name, value);
  about.append("visit", `${visitor}-${visit}`);
  isTyped = false;
  sending = post(form.action, about, Boolean(button?.value), values(form));
  const isTaken = await sending;
  sending = null;
  if (!isTaken) isTyped = true;
  return isTaken;
}

/** @type {(address: string, about: URLSearchParams, isWhole: boolean, sent: Values) => Promise<boolean>} */
async function post(address, about, isWhole, sent) {
  try {
    const asked = { method: "POST", body: about, keepalive: about.toString().length < 60_000 };
    // A server may close a line that was idle just as it is used again; values that are sent twice change nothing.
    const answer = await fetch(address, asked).catch((fault) => {
      if (isWhole) throw fault;
      return fetch(address, asked);
    });
    lost.hidden = true;
    isRefused = !answer.ok;
    const said = await read(answer);
    if (!said) return answer.ok;
    isHeld = Boolean(said.querySelector("#held"));
    // An answer that refuses says what was sent; what stands in the draft is on the page as it is.
    const stands = answer.status === 409 ? await read(await fetch(location.href)) : null;
    if (!samePage(answer.url)) {
      isLeaving = true;
      location.assign(answer.url);
    } else show(said, isWhole, sent, stands);
    return true;
  } catch {
    lost.hidden = false;
    isRefused = true;
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
      const sent = values(form);
      const said = await read(await fetch(address));
      if (!said) break;
      if (sending || isTyped) { document.body.dataset.waits = ""; break; }
      isWaiting = false;
      live(said, "said")?.remove();  // what was just done is said until the next thing is
      show(said, false, sent);
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

/** Shows in a long list only what has the words that are looked for, in itself or in the heading above it, which stays.
 * @type {(field: HTMLInputElement) => void} */
function siftList(field) {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const list = /** @type {HTMLElement} */ (field.closest("[data-sifted]"));
  let found = 0;
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("label.tick"))) {
    const group = line.closest(".own, [data-sifted] details");
    const text = `${group?.querySelector(".over, summary")?.textContent ?? ""} ${line.textContent}`.toLowerCase();
    line.hidden = !words.every((word) => text.includes(word));
    found += line.hidden ? 0 : 1;
  }
  for (const group of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".own, details"))) {
    group.hidden = !group.querySelector("label.tick:not([hidden])");
    if (group instanceof HTMLDetailsElement && words.length) group.open = !group.hidden;
  }
  const said = /** @type {HTMLElement} */ (document.getElementById(`${field.id}ed`));
  said.textContent = !words.length ? "" : found ? `${found} of these` : "Nothing here has these words.";
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && /** @type {HTMLElement} */ (event.target).matches("[data-sift]")) event.preventDefault();
});

document.addEventListener("input", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  if (field.matches("[data-sift]")) {
    siftList(field);
    return;
  }
  if (field.matches("[data-find]")) sift();
  if (!form?.contains(field)) return;
  isTyped = true;
  later();
});

document.addEventListener("focusin", ({ target }) => {
  if (form?.contains(/** @type {Node} */ (target))) visit += 1;
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
  } else if ((isTyped || sending) && !isHeld) {
    event.preventDefault();
    void send().then((isTaken) => { if (isTaken) submitAgain(sent, button); });
  }
});

/** Presses a button of a form that an answer may have put anew since.
 * @type {(sent: HTMLFormElement, button: HTMLButtonElement | null) => void} */
function submitAgain(sent, button) {
  const again = sent.isConnected ? sent : [...document.forms].find((each) => each.action === sent.action);
  const buttons = /** @type {HTMLButtonElement[]} */ ([...(again?.elements ?? [])].filter((each) => each.matches("button")));
  const same = buttons.find((each) => each.value === button?.value);
  if (again && !same?.disabled) again.requestSubmit(button ? same : null);
}

// What was typed last goes before the page does.
document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[href]");
  if (link?.matches("[data-lets-go]")) isLeaving = true;
  if (isHeld) return;
  if (!(link instanceof HTMLAnchorElement) || !(isTyped || sending) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  void send().then((isTaken) => {
    if (!isTaken) return;
    if (link.target) window.open(link.href, link.target, "noopener,noreferrer");
    else location.assign(link.href);
  });
});

window.addEventListener("beforeunload", (event) => {
  if (isLeaving) return;
  if (isTyped && !isRefused && !isHeld) void send();
  if (isTyped || isRefused || sending) event.preventDefault();
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

/** Marks in a long text the line to look at, and brings it into view.
 * @type {(area: HTMLTextAreaElement) => void} */
function markLine(area) {
  const lines = area.value.split("\n"), number = Number(area.dataset.markedLine ?? 0);
  if (number < 1 || number > lines.length) return;
  const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
  area.setSelectionRange(start, start + lines[number - 1].length);
  area.scrollTop = (area.scrollHeight * (number - 1)) / lines.length - area.clientHeight / 3;
}

if (form && isFilledIn(form)) {
  isTyped = true;
  void send();
}
const asked = document.body.dataset.focus;
const first = asked ? document.getElementById(asked) ?? document.getElementById(`${asked}-item`) : null;
for (let around = first; around; around = around.parentElement)
  if (around instanceof HTMLDetailsElement) around.open = true;
if (first) first.focus();
if (first instanceof HTMLTextAreaElement) markLine(first);
sift();
watchPreview();
if (document.body.dataset.waits) void wait();
