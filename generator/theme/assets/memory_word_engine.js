// Writes the answers of a calm run as a word of ten letters, and reads them from one: the twin of memory_word.py.
// It touches no page. Every number stays below 26 ** 10, which a browser counts exactly.
import { singles } from "./guide_engine.js";

/** @typedef {import("./guide_engine.js").Nodes} Nodes */
/** @typedef {import("./guide_engine.js").Answer} Answer */
/** @typedef {{ nodes: Nodes, below: number[], starts: number[][], ways: number, check: number, version: number, shift: number }} Code */

/**
 * Reads how a guide writes its words: "17 14 8787 3,344" is check, version, shift, and the nodes that stand for a start.
 * @param {Nodes} nodes
 * @param {string} said
 * @returns {Code}
 */
export function codeOf(nodes, said) {
  /** @type {number[]} */
  const below = [];
  for (let at = nodes.length; at--; ) {
    const [kind, ...arrows] = nodes[at];
    below[at] = kind === -2 ? 1 : arrows.reduce((ways, arrow) => ways + (arrow && below[at + arrow]), 0);
  }
  const [[check], [version], [shift], ...starts] = said.split(" ").map((part) => part.split(",").map(Number));
  return { nodes, below, starts, ways: starts.reduce((ways, [first]) => ways + below[first], 0), check, version, shift };
}

/**
 * Gives the word of the answers (one for each question) that lead along a trail; "" where it comes by no start.
 * @param {Code} code
 * @param {number[]} trail
 * @param {Answer[]} answers
 */
export function wordOf({ nodes, below, starts, ways, check, version, shift }, trail, answers) {
  const start = starts.findIndex((alike) => alike.some((at) => trail.includes(at)));
  if (start < 0) return "";
  let at = starts[start][0], rank = starts.slice(0, start).reduce((before, [first]) => before + below[first], 0);
  /** @param {number} choice */
  const take = (choice) => {
    for (const other of nodes[at].slice(1, choice + 1)) rank += other && below[at + other];
    at += nodes[at][choice + 1];
  };
  while (nodes[at][0] >= 0) {
    const answer = answers[nodes[at][0]], first = answer.indexOf(true), options = singles(nodes, at);
    if (first < 0) return "";
    take(Math.min(first, options));
    if (first >= options) for (const taken of answer.slice(options)) take(+taken);
  }
  let value = ((rank + shift) % ways) * check + version, word = "";
  for (; word.length < 10; value = Math.floor(value / 26)) word = String.fromCharCode(65 + (value % 26)) + word;
  return word;
}

/**
 * Gives the answers that a word holds, by question; nothing where it is none of this guide as it is.
 * @param {Code} code
 * @param {string} word
 * @returns {Answer[] | undefined}
 */
export function answersOf({ nodes, below, starts, ways, check, version, shift }, word) {
  const letters = word.replace(/\s/g, "").toUpperCase();
  if (!/^[A-Z]{10}$/.test(letters)) return;
  const value = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 65, 0), way = Math.floor(value / check);
  if (value % check !== version || way >= ways) return;
  let rank = (way - shift + ways) % ways, start = 0;
  for (; rank >= below[starts[start][0]]; start++) rank -= below[starts[start][0]];
  /** @type {Answer[]} */
  const answers = [];
  /** @type {Answer} */
  let answer = [];
  for (let at = starts[start][0]; nodes[at][0] !== -2; ) {
    const [question, ...arrows] = nodes[at];
    const choice = arrows.findIndex((arrow) => {
      const here = arrow && below[at + arrow];
      if (rank < here) return true;
      rank -= here;
    });
    if (question < 0) answer.push(choice > 0);
    else answer = answers[question] = Array.from({ length: singles(nodes, at) }, (_, other) => other === choice);
    at += arrows[choice];
  }
  return answers;
}
