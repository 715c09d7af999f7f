// Finds the pages that a reader means. It touches no page, asks for nothing and keeps nothing.

/**
 * What the site says of itself (site/search_index.py).
 * `pages` are address, title, description, and 1 for those that come after the others.
 * `parts` are the number of a page, an anchor and a heading; those of a page itself are empty.
 * `terms` has a line for each word: the word, and the parts that hold it, by their steps to the base of 36.
 * `same` are words that mean the same, in a row.
 * `sought` are a part, 1 for the names of what it is about, what people write who mean it, and links to show first.
 * @typedef {object} Index
 * @property {Record<"none" | "one" | "more" | "first" | "all", string>} words
 * @property {string} all
 * @property {[string, string, string, number][]} pages
 * @property {[number, string, string][]} parts
 * @property {string} terms
 * @property {string[]} same
 * @property {[number, number, string[], Contact[]?][]} sought
 */
/** @typedef {[string, string]} Contact words to read, and an address to dial */
/** @typedef {{ part: number, words: string[], worth: number, first?: Contact[] }} Phrase */
/** @typedef {{ at: string, title: string, says: string }} Result */
/** @typedef {{ first: Contact[], results: Result[] }} Answer */
/** @typedef {Map<string, number>} Likes for each word that may be meant, how much it is like what was written */
/** @typedef {{ likes: Likes, weight: number }} Typed */

/**
 * @typedef {object} Finder
 * @property {Index} index
 * @property {Map<string, number[]>} inText
 * @property {Map<string, number[]>} inHeading
 * @property {Map<string, Set<number>>} inTitle
 * @property {Map<string, Set<number>>} inSought
 * @property {Map<string, string[]>} same
 * @property {Phrase[]} phrases
 * @property {Map<string, string>} vocabulary each word with its stem
 * @property {Map<string, number>} times in how many texts and phrases each word stands
 */

// How much a word counts that is another word for the one written, another ending of it, or spelled like it.
const SAME = 0.95, ENDING = 0.85, SPELLED = 0.7;
// How much a word counts in a heading of a part, in what people write who mean it, in the title of a page for its other
// parts, and in a text.
const HEADING = 0.8, SOUGHT = 0.8, TITLE = 0.3, TEXT = 0.35;
const PHRASE = 2, NAME = 1.4, LATER = 0.6;
// Danger is heard where most of its phrase is written, each word alike enough. A letter may be wrong.
const DANGER = 0.7, ALIKE = 0.68;
// How many letters a word has at least that may have been cut in two.
const LEAST_CUT = 5;
// How much worse than the best a result may be, and how many there are.
const WORST = 0.25, MOST = 20;

/** @type {(text: string) => string[]} */
export function wordsOf(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/[\p{M}\u0027\u2019]/gu, "");
  return plain.match(/[\p{L}\p{N}]+/gu) || [];
}

/** @type {(map: Map<string, number[]>, text: string, part: number) => void} */
function note(map, text, part) {
  for (const word of wordsOf(text)) map.set(word, [...(map.get(word) || []), part]);
}

/** @type {(line: string) => [string, number[]]} */
function readTerm(line) {
  const [word, steps] = line.split(" ");
  let part = -1;
  return [word, steps.split(",").map((step) => (part += step ? parseInt(step, 36) : 1))];
}

/** @type {(index: Index) => Finder} */
export function finderOf(index) {
  const inText = new Map(index.terms.split("\n").map(readTerm));
  /** @type {Map<string, number[]>} */
  const inHeading = new Map();
  /** @type {Map<string, Set<number>>} */
  const inTitle = new Map();
  index.parts.forEach(([page, anchor, heading], part) =>
    note(inHeading, anchor ? heading : index.pages[page][1], part));
  index.pages.forEach(([, title], page) => {
    for (const word of wordsOf(title)) inTitle.set(word, (inTitle.get(word) || new Set()).add(page));
  });
  const same = new Map(index.same.flatMap((row) => row.split(" ").map((word) => [word, row.split(" ")])));
  const phrases = index.sought.flatMap(([part, isName, said, first]) =>
    said.map((words) => ({ part, words: words.split(" "), worth: isName ? NAME : PHRASE, first })));
  /** @type {Map<string, Set<number>>} */
  const inSought = new Map();
  for (const { part, words } of phrases)
    for (const word of words) inSought.set(word, (inSought.get(word) || new Set()).add(part));
  const words = [...inText.keys(), ...inHeading.keys(), ...same.keys(), ...inSought.keys()];
  const vocabulary = new Map(words.map((word) => [word, stemOf(word)]));
  const times = new Map([...inText].map(([word, parts]) => [word, parts.length]));
  for (const { words } of phrases) for (const word of words) times.set(word, (times.get(word) || 0) + 1);
  return { index, inText, inHeading, inTitle, inSought, same, phrases, vocabulary, times };
}

// How much a word tells: one that stands in few parts, and that few people write, tells much. Words that mean the same
// tell the same.
/** @type {(finder: Finder, word: string) => number} */
function telling(finder, word) {
  const words = finder.same.get(word) || [word];
  const times = words.reduce((sum, one) => sum + (finder.times.get(one) || 0), 0);
  return Math.log(1 + (finder.index.parts.length + finder.phrases.length) / (1 + times));
}

// English endings; what other endings a language has is told by the letters before them.
/** @type {(word: string) => string} */
function stemOf(word) {
  const stem = word.replace(/(?:ing|ed|es|er|s|e|ly)$/, "").replace(/(.)\1$/, "$1");
  return stem.length > 2 ? stem : word;
}

// "Can't" is no ending of "can": what is not so is something else.
/** @type {(one: string, other: string) => boolean} */
function differInEnding(one, other) {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  let begin = 0;
  while (begin < short.length && one[begin] === other[begin]) begin++;
  const rest = long.slice(begin);
  if (begin === short.length && /^(?:n?t|not)$/.test(rest)) return false;
  return rest.length <= 3 && (begin > 3 || (begin > 2 && begin === short.length));
}

// Letters that are wrong, left out, too many, or in the wrong order.
/** @type {(one: string, other: string, most: number) => boolean} */
function spelledAlike(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return false;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let place = 1; place <= other.length; place++) {
      const isSame = one[row - 1] === other[place - 1];
      next[place] = Math.min(last[place] + 1, next[place - 1] + 1, last[place - 1] + (isSame ? 0 : 1));
      const isSwapped = row > 1 && place > 1 && one[row - 1] === other[place - 2] && one[row - 2] === other[place - 1];
      if (isSwapped) next[place] = Math.min(next[place], before[place - 2] + 1);
    }
    [before, last] = [last, next];
  }
  return last[other.length] <= most;
}

// How many letters of a word may be wrong.
/** @type {(word: string) => number} */
function wrongIn(word) {
  return word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
}

// A word that was cut in two ("half way"), or two that were run together ("soberliving"), as it was meant.
/** @type {(finder: Finder, words: string[]) => string[]} */
function mended(finder, words) {
  const known = [...finder.vocabulary.keys()];
  /** @type {(word: string) => boolean} */
  const isKnown = (word) => finder.vocabulary.has(word);
  /** @type {(word: string) => boolean} */
  const isNear = (word) => known.some((one) => one.startsWith(word) || spelledAlike(word, one, wrongIn(word)));
  const made = [];
  for (let place = 0; place < words.length; place++) {
    const word = words[place], next = words[place + 1];
    const isCut = next?.length > 1 && word.length > 1 && word.length + next.length >= LEAST_CUT
      && (isKnown(word + next) || !(isKnown(word) && isKnown(next)) && !isNear(next) && isNear(word + next));
    if (isCut) made.push(word + words[++place]);
    else made.push(...(isKnown(word) || isNear(word) ? [word] : parted(word, isKnown)));
  }
  return made;
}

/** @type {(word: string, isKnown: (word: string) => boolean) => string[]} */
function parted(word, isKnown) {
  for (let at = word.length - 3; at > 2; at--) {
    const halves = [word.slice(0, at), word.slice(at)];
    if (halves.every(isKnown)) return halves;
  }
  return [word];
}

/** @type {(finder: Finder, typed: string, isLast: boolean) => Likes} */
function likesOf(finder, typed, isLast) {
  /** @type {Likes} */
  const likes = new Map();
  /** @type {(word: string, like: number) => void} */
  const add = (word, like) => void likes.set(word, Math.max(like, likes.get(word) || 0));
  const isKnown = finder.vocabulary.has(typed);
  const most = wrongIn(typed);
  const stem = stemOf(typed);
  for (const [word, itsStem] of finder.vocabulary) {
    if (word === typed) add(word, 1);
    else if (stem === itsStem || differInEnding(typed, word)) add(word, ENDING);
    else if (isLast && typed.length > 1 && word.startsWith(typed)) add(word, 0.4 + 0.5 * typed.length / word.length);
    else if (!isKnown && most && spelledAlike(typed, word, most)) add(word, SPELLED);
  }
  for (const [word, like] of [...likes])
    for (const other of finder.same.get(word) || []) add(other, like * SAME);
  return likes;
}

/** @type {(finder: Finder, typed: string, likes: Likes) => number} */
function weightOf(finder, typed, likes) {
  if (finder.vocabulary.has(typed)) return telling(finder, typed);
  const best = [...likes].sort(([, one], [, other]) => other - one)[0];
  return telling(finder, best ? best[0] : typed);
}

// A word that stands in several of these places tells more.
/** @type {(finder: Finder, likes: Likes) => number[]} */
function partsWith(finder, likes) {
  const { parts } = finder.index;
  const worths = parts.map(() => 0);
  /** @type {(places: Map<string, Iterable<number>>, worth: number) => Map<number, number>} */
  const best = (places, worth) => {
    /** @type {Map<number, number>} */
    const found = new Map();
    for (const [word, like] of likes)
      for (const place of places.get(word) || []) found.set(place, Math.max(worth * like, found.get(place) || 0));
    return found;
  };
  for (const [part, worth] of best(finder.inText, TEXT)) worths[part] += worth;
  for (const [part, worth] of best(finder.inSought, SOUGHT)) worths[part] += worth;
  for (const [part, worth] of best(finder.inHeading, HEADING)) worths[part] += worth;
  const titled = best(finder.inTitle, TITLE);
  parts.forEach(([page], part) => (worths[part] += titled.get(page) || 0));
  return worths;
}

/** @type {(finder: Finder, typed: Typed[]) => number[]} */
function scoresByText(finder, typed) {
  const scores = finder.index.parts.map(() => 0);
  const whole = typed.reduce((sum, { weight }) => sum + weight, 0);
  for (const { likes, weight } of typed)
    partsWith(finder, likes).forEach((worth, part) => (scores[part] += worth * weight / whole));
  return scores;
}

// How much of a phrase was written, and of each word alike enough; and how much of what was written it is.
/** @type {(finder: Finder, phrase: Phrase, typed: Typed[]) => { said: number, heard: number, of: number }} */
function meeting(finder, phrase, typed) {
  let said = 0, heard = 0, whole = 0;
  for (const word of phrase.words) {
    const weight = telling(finder, word);
    const like = Math.max(...typed.map(({ likes }) => likes.get(word) || 0));
    whole += weight;
    said += weight * like;
    heard += like < ALIKE ? 0 : weight;
  }
  let met = 0, all = 0;
  for (const { likes, weight } of typed) {
    all += weight;
    met += weight * Math.max(...phrase.words.map((word) => likes.get(word) || 0));
  }
  return { said: said / whole, heard: heard / whole, of: met / all };
}

/** @type {(finder: Finder, text: string) => Answer} */
export function find(finder, text) {
  const words = mended(finder, wordsOf(text));
  if (!words.length) return { first: [], results: [] };
  const typed = words.map((word, place) => {
    const likes = likesOf(finder, word, place === words.length - 1);
    return { likes, weight: weightOf(finder, word, likes) };
  });
  const scores = scoresByText(finder, typed);
  finder.index.parts.forEach(([page], part) => finder.index.pages[page][3] && (scores[part] *= LATER));
  const met = finder.phrases.map((phrase) => ({ phrase, ...meeting(finder, phrase, typed) }));
  /** @type {Map<number, number>} */
  const meant = new Map();
  for (const { phrase, said, of } of met)
    meant.set(phrase.part, Math.max(meant.get(phrase.part) || 0, phrase.worth * said * said * of));
  for (const [part, worth] of meant) scores[part] += worth;
  const dangers = met.filter(({ phrase, heard }) => phrase.first && heard > DANGER);
  // "Feel like dying" says more than "dying".
  dangers.sort((one, other) => other.heard - one.heard || other.phrase.words.length - one.phrase.words.length);
  if (dangers.length) scores[dangers[0].phrase.part] += 2 * PHRASE;
  return { first: contactsOf(dangers.map(({ phrase }) => phrase)), results: bestOf(finder, scores) };
}

/** Whom to call, each once. @type {(phrases: Phrase[]) => Contact[]} */
function contactsOf(phrases) {
  const all = phrases.flatMap(({ first }) => first);
  return all.filter(([, address], place) => all.findIndex((other) => other[1] === address) === place);
}

/** The best part of each page. @type {(finder: Finder, scores: number[]) => Result[]} */
function bestOf(finder, scores) {
  /** @type {Map<number, number>} */
  const best = new Map();
  finder.index.parts.forEach(([page], part) => {
    if (scores[part] > (best.has(page) ? scores[best.get(page)] : 0.1)) best.set(page, part);
  });
  const parts = [...best.values()].sort((one, other) => scores[other] - scores[one]);
  const least = WORST * Math.min(1, scores[parts[0]]);
  return parts.filter((part) => scores[part] > least).slice(0, MOST).map((part) => {
    const [page, anchor, heading] = finder.index.parts[part];
    const [address, title, description] = finder.index.pages[page];
    if (!anchor) return { at: address, title, says: description };
    return { at: address + "#" + anchor, title: heading, says: title };
  });
}
