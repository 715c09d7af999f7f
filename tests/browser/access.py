"""Ask a page, in the browser, what a reader with other needs would lose."""

SMALL_TARGETS = """() => {
  const isInline = (node) => {
    if (node.matches(".term")) return true;
    const block = node.closest("p, li, dd, dt, td, th, small, figcaption, h1, h2, h3, h4, label, span");
    return block && getComputedStyle(node).display.startsWith("inline") && !getComputedStyle(node).display.includes("-")
      && block.textContent.trim() !== node.textContent.trim();
  };
  const small = [];
  for (const node of document.querySelectorAll("a[href], button, input, summary, select, textarea, [tabindex='0']")) {
    const target = (node.matches("input") && node.closest("label")) || node;
    if (!target.checkVisibility({ visibilityProperty: true }) || isInline(node) || node.matches(".skip")) continue;
    const { width, height } = target.getBoundingClientRect();
    if (width < 43.9 || height < 43.9)
      small.push(`${node.tagName} ${Math.round(width)}x${Math.round(height)} ${node.textContent.trim().slice(0, 40)}`);
  }
  return [...new Set(small)];
}"""

LOST_TEXT = """() => {
  const lost = [], wide = innerWidth, whole = document.documentElement.scrollWidth;
  if (whole > wide) lost.push(`the page is ${whole} wide`);
  for (const node of document.querySelectorAll("body *")) {
    if (!node.checkVisibility() || node.closest("svg, .away, .skip, [popover]")) continue;
    const style = getComputedStyle(node), { left, right } = node.getBoundingClientRect();
    const says = `${node.tagName} ${node.className} ${node.textContent.trim().slice(0, 40)}`;
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    const isTooLarge = node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1;
    if (style.overflowX !== "visible" && style.overflowY === "hidden" && isTooLarge) lost.push(`cut: ${says}`);
    if (own && (left < -1 || right > wide + 1)) lost.push(`outside: ${says}`);
    if (own && style.display !== "inline" && node.clientWidth && node.scrollWidth > node.clientWidth + 1)
      lost.push(`runs over: ${says}`);
  }
  return lost;
}"""

# The spacing of WCAG 2.2, 1.4.12.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`p { margin-bottom: 2em !important }
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""

HIDDEN_FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return "";
  const target = (node.matches("input") && node.closest("label")) || node;
  const says = `${node.tagName} ${node.textContent.trim().slice(0, 40)}`;
  // A link may run over two lines: any piece of it in view will do.
  const pieces = [...target.getClientRects()].filter(({ width, height }) => width && height);
  const isSeen = pieces.some(({ left, right, top, bottom }) => [top + 2, (top + bottom) / 2, bottom - 2].some((y) => {
    const found = document.elementFromPoint(Math.max(1, Math.min((left + right) / 2, innerWidth - 1)), y);
    return found && (found === target || target.contains(found) || found.contains(target) && found !== document.body);
  }));
  return isSeen ? "" : says;
}"""

# A button or a link that looks like one keeps an edge when backgrounds are taken away.
UNSEEN_CONTROLS = """() => {
  const controls = document.querySelectorAll("button, .button, .leave, .choices a, .beside a, .way a");
  return [...controls].filter((node) => {
    const { borderTopWidth, borderTopStyle } = getComputedStyle(node);
    return node.checkVisibility() && (parseFloat(borderTopWidth) < 1 || borderTopStyle === "none");
  }).map((node) => `${node.className} ${node.textContent.trim().slice(0, 40)}`);
}"""

MOVING = """() => [...document.querySelectorAll("*")].filter((node) => {
  const { transitionDuration, animationName } = getComputedStyle(node);
  return animationName !== "none" || transitionDuration.split(", ").some((time) => time !== "0s");
}).map((node) => node.outerHTML.slice(0, 60))"""

# Leaves of the sections of a page those that hold something which looks like nothing in a section before: how it is
# marked up, and within what. It gives how many there were and are.
# Leaves one of each kind of section, or of each line of an author's file, which are all alike but for their words.
ONE_OF_EACH = """() => {
  const many = ".guide-section, .source-lines > li";
  const sections = [...document.querySelectorAll(many)], seen = new Set();
  const own = ["id", "href", "data-question", "data-outcome"];
  const marked = (node) => node.tagName + [...node.attributes].filter(({ name }) => !own.includes(name))
    .map(({ name, value }) => `[${name}=${value}]`).sort().join("");
  const way = (node, section) => (node === section ? "" : way(node.parentElement, section)) + marked(node);
  for (const section of sections) {
    const before = seen.size;
    for (const node of [section, ...section.querySelectorAll("*")]) seen.add(way(node, section));
    if (seen.size === before) section.remove();
  }
  return [sections.length, document.querySelectorAll(many).length];
}"""
