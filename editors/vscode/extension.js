// Start the language server of Stepwell for the folders that hold a project; all help comes from the server.
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

/**
 * Find the command: the one that the settings name, else the one in .venv of a folder, else the one on the path.
 * @returns {string}
 */
function command() {
  const named = vscode.workspace.getConfiguration("stepwell").get("command", "");
  if (named) return named;
  const inside = process.platform === "win32" ? ["Scripts", "stepwell.exe"] : ["bin", "stepwell"];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const found = path.join(folder.uri.fsPath, ".venv", ...inside);
    if (fs.existsSync(found)) return found;
  }
  return "stepwell";
}

/** @returns {Promise<void>} */
async function start() {
  const server = { command: command(), args: ["lsp"] };
  client = new LanguageClient("stepwell", "Stepwell", server, {
    documentSelector: [
      { scheme: "file", language: "yaml" },
      { scheme: "file", language: "markdown" },
    ],
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const cure = "Run make editor in the folder of the project, or set stepwell.command.";
    vscode.window.showErrorMessage(`Stepwell: ${server.command} did not start. ${cure}`);
  }
}

/** @returns {Promise<void>} */
async function stop() {
  await client?.stop();
  client = undefined;
}

/**
 * @param {vscode.ExtensionContext} context
 * @returns {Promise<void>}
 */
async function activate(context) {
  const again = vscode.commands.registerCommand("stepwell.restart", async () => {
    await stop();
    await start();
  });
  context.subscriptions.push(again);
  await start();
}

module.exports = { activate, deactivate: stop };
