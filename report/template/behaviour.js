// Opens and folds all code of a page at once, and lets figures shrink to the width of the paper when it is printed.
addEventListener("DOMContentLoaded", function () {
  var button = document.getElementById("show-code");
  button.addEventListener("click", function () {
    var show = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", show);
    button.textContent = show ? "Hide the code" : "Show the code";
    document.querySelectorAll("details.code").forEach(function (code) { code.open = show; });
  });
});
addEventListener("beforeprint", function () {
  document.querySelectorAll(".main-svg").forEach(function (drawing) {
    drawing.setAttribute("viewBox", "0 0 " + drawing.getAttribute("width") + " " + drawing.getAttribute("height"));
  });
});
addEventListener("afterprint", function () {
  document.querySelectorAll(".main-svg").forEach(function (drawing) { drawing.removeAttribute("viewBox"); });
});
