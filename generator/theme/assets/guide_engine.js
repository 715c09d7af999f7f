// Follows the arrows of the compiled guide; it decides nothing and touches no page.
// A node is [question, ...arrows], [-1, notChosen, chosen] for an option, or [-2, outcome]; arrow -1: choose first.

/** @typedef {{format: number, questions: string[], outcomes: string[], nodes: number[][]}} Table */

/**
 * Gives the table, or throws where it is of another format.
 * @param {Table} table
 */
export function start(table) {
  if (table.format !== 1) throw new Error(`guide table has format ${table.format}, wanted 1`);
  return table;
}

/**
 * Gives the node after an answer, or -1 where nothing was chosen.
 * @param {Table} table @param {number} node
 * @param {number} alone position of the answer that stands alone, or -1
 * @param {boolean[]} options for each option, whether it is chosen
 */
export function answer(table, node, alone, options) {
  const arrows = table.nodes[node];
  if (alone >= 0) return arrows[alone + 1];
  if (!options.length) return -1;
  return options.reduce((at, chosen) => (at < 0 ? at : table.nodes[at][chosen ? 2 : 1]), arrows[arrows.length - 1]);
}

/**
 * Gives the id of the question or the outcome at a node.
 * @param {Table} table @param {number} node
 */
export function at(table, node) {
  const [kind, first] = table.nodes[node];
  return kind === -2 ? { outcome: table.outcomes[first] } : { question: table.questions[kind] };
}
