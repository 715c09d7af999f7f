// Follows the arrows of the compiled guide; it decides nothing and touches no page.
// A node is [question, ...arrows], [-1, notChosen, chosen] for an option, or [-2, outcome]: questions and outcomes are
// numbered as they stand in the page. An arrow is how many nodes further it leads; 0 means: choose first.
// An answer says for each choice of a question if it is taken: first the choices that stand alone, then the options.

/** @typedef {number[][]} Nodes */
/** @typedef {boolean[]} Answer */
/** @typedef {[question: number, choice: number, ends: number[]]} Change */

/**
 * Gives the nodes of a table, or throws where it is of another format. A word is "7aab,c,9g": the first number of a
 * node, a letter for each arrow, and what the letters stand for: how many nodes further, or where it has two digits (to
 * the base of 36) which node. A word that is one number is an option that leads on to the next node where it is not chosen.
 * @param {string} table
 * @returns {Nodes}
 */
export function start(table) {
  const [format, ...words] = table.split(" ");
  if (format !== "3") throw Error(`the table has format ${format}`);
  return words.map((word, at) => {
    const [head, ...targets] = word.split(",");
    const arrow = (target = "", number = parseInt(target, 36)) => (number > 35 ? number - at : number);
    if (!targets[0]) return [-1, 1, arrow(head)];
    return [parseInt(head), ...[...head.replace(/-?\d+/, "")].map((letter) => arrow(targets[letter.charCodeAt(0) - 97]))];
  });
}

/**
 * Gives how many choices of a question stand alone; where it has options, its last arrow leads into them.
 * @param {Nodes} nodes
 * @param {number} at
 */
export function singles(nodes, at) {
  const last = nodes[at].length - 1;
  return nodes[at + nodes[at][last]][0] === -1 ? last - 1 : last;
}

/**
 * Gives the node after an answer, or -1 where nothing was chosen.
 * @param {Nodes} nodes
 * @param {number} at
 * @param {Answer} answer
 */
export function step(nodes, at, answer) {
  const first = answer.indexOf(true), options = singles(nodes, at);
  if (first < options) return first < 0 ? -1 : at + nodes[at][first + 1];
  return answer.slice(options).reduce((now, taken) => now + nodes[now][taken ? 2 : 1], at + nodes[at][options + 1]);
}

/**
 * Gives the nodes that the answers (one for each question) lead through, to an outcome or a question left open.
 * @param {Nodes} nodes
 * @param {Answer[]} answers
 */
export function path(nodes, answers) {
  const trail = [0];
  for (let at = 0; nodes[at][0] >= 0 && (at = step(nodes, at, answers[nodes[at][0]])) > 0; ) trail.push(at);
  return trail;
}

/**
 * Gives every node that can still be reached from one: an answered question goes one way, an open one every way.
 * @param {Nodes} nodes
 * @param {number} at
 * @param {Answer[]} answers
 * @param {Set<number>} found
 */
export function ahead(nodes, at, answers, found = new Set()) {
  if (found.has(at)) return found;
  found.add(at);
  const [kind, ...arrows] = nodes[at], next = kind < 0 ? -1 : step(nodes, at, answers[kind]);
  if (next > 0) ahead(nodes, next, answers, found);
  else if (kind > -2) for (const arrow of arrows) if (arrow) ahead(nodes, at + arrow, answers, found);
  return found;
}

/**
 * Gives each single other answer to a question on the path as [question, choice, ends], ends being the outcomes that it
 * can lead to; all else is kept. `choice` is what is taken instead of the answer or, an option, is added to it or taken
 * away from it.
 * @param {Nodes} nodes
 * @param {Answer[]} answers
 * @returns {Change[]}
 */
export function changes(nodes, answers) {
  return path(nodes, answers).slice(0, -1).flatMap((at) => {
    const question = nodes[at][0], options = singles(nodes, at);
    return answers[question].flatMap((taken, choice) => {
      const isSingle = choice < options, changed = [...answers];
      changed[question] = answers[question].map((was, i) => (isSingle ? i === choice : i >= options && was !== (i === choice)));
      if ((isSingle && taken) || !changed[question].includes(true)) return [];
      const ends = [...ahead(nodes, at, changed)].filter((end) => nodes[end][0] === -2).map((end) => nodes[end][1]);
      return [/** @type {Change} */ ([question, choice, ends])];
    });
  });
}
