// Runs in Rhino's shell: draws one equation for each line of input, by KaTeX, as HTML for the eye and MathML for the ear.
//
//   java -jar rhino.jar -opt -1 -version 200 equations.js katex.min.js
//
// A line of input is JSON of a number of a page, TeX, and whether it stands on a line of its own; what \newcommand defines holds on
// the rest of its page. A line of output is JSON of what was drawn, or of why it could not be. Both are ASCII, in any locale.
load(arguments[0]);

var input = new java.io.BufferedReader(new java.io.InputStreamReader(java.lang.System["in"], "US-ASCII"));
var output = new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "US-ASCII");
var macros = {};

function answer(page, tex, displayed) {
  macros[page] = macros[page] || {};
  try {
    return {drawn: katex.renderToString(tex, {displayMode: displayed, macros: macros[page], globalGroup: true, throwOnError: true, strict: "ignore"})};
  } catch (error) {
    return {fault: String(error.message || error)};
  }
}

function escaped(letter) {
  return "\\u" + ("000" + letter.charCodeAt(0).toString(16)).slice(-4);
}

for (var line = input.readLine(); line !== null; line = input.readLine()) {
  var asked = JSON.parse(String(line));
  output.println(JSON.stringify(answer(asked[0], asked[1], asked[2])).replace(/[\u0080-\uffff]/g, escaped));
}
