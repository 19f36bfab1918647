
(function () {
  if (window.Plotly || window.spikernelLoadsPlotly) {
    return;
  }
  window.spikernelLoadsPlotly = true;
  var bytes = Uint8Array.from(atob("PLOTLY_GZIP_BASE64"), function (c) { return c.charCodeAt(0); });
  var inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  new Response(inflated).text().then(function (source) {
    // Without a module system in sight, Plotly makes itself a property of the window.
    new Function("define", "module", "exports", source)();
    (window.spikernelFigures || []).splice(0).forEach(function (draw) { draw(); });
  });
})();
